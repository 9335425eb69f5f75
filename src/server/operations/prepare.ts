import { getOperationAST, GraphQLError, OperationTypeNode } from "graphql";
import type { DocumentNode, ExecutionArgs, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { BudgetContext } from "../../core/budget/budget.services.js";
import { charge } from "../../core/budget/charge.js";
import { checkCost, limits, operationCost } from "../../core/graphql/limits.js";
import { checkSubscription } from "../../core/graphql/subscription-limits.js";
import { DocumentCache } from "./document-cache.js";
import { documentChecks, type DocumentChecks } from "./document-checks.js";
import { documentNotTrusted, type DocumentRequest, type TrustedDocuments } from "./trusted-documents.js";

export interface PreparationOptions {
  schema: GraphQLSchema;
  /** Whether clients may query the schema. */
  introspection: boolean;
  /** The only documents that run; null when any may. */
  trustedDocuments: TrustedDocuments | null;
}

/** What a client sends to run an operation. */
export interface OperationRequest extends DocumentRequest {
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/** What differs from one transport to the other. */
export interface TransportSteps<C extends BudgetContext> {
  /** The error when the transport does not run the operation; undefined stands for an unknown operation name. */
  checkOperation: (operation: OperationDefinitionNode | undefined) => GraphQLError | undefined;
  /** Called once the document is valid and the operation is found. */
  createContext: () => C;
}

export type PreparedOperation<C> = ExecutionArgs & { contextValue: C };

/**
 * Prepares operations for execution in the same steps for every transport: trusted document, parse, validate, context,
 * cost, charge. The first step that refuses the operation ends it. Over HTTP, Apollo Server parses and validates by the
 * same `checks`, and calls `charge` for the rest.
 */
export class OperationPreparer {
  readonly checks: DocumentChecks;
  readonly #schema: GraphQLSchema;
  readonly #trustedDocuments: TrustedDocuments | null;
  readonly #documents: DocumentCache;

  constructor({ schema, introspection, trustedDocuments }: PreparationOptions) {
    this.checks = documentChecks(introspection);
    this.#schema = schema;
    this.#trustedDocuments = trustedDocuments;
    this.#documents = new DocumentCache(schema, this.checks);
  }

  /** The arguments to execute, or the errors for the client; never rejects. */
  async prepare<C extends BudgetContext>(
    request: OperationRequest,
    { checkOperation, createContext }: TransportSteps<C>,
  ): Promise<PreparedOperation<C> | readonly GraphQLError[]> {
    try {
      const query = this.#trustedDocuments ? this.#trustedDocuments.find(request) : request.query;
      if (typeof query !== "string") return [documentNotTrusted()];
      const document = this.#documents.read(query);
      if (!("kind" in document)) return document;
      const { operationName, variables } = request;
      const unsupported = checkOperation(getOperationAST(document, operationName) ?? undefined);
      if (unsupported) return [unsupported];
      const contextValue = createContext();
      const refused = await this.charge(contextValue, document, request);
      if (refused) return [refused];
      return {
        schema: this.#schema,
        document,
        operationName: operationName ?? null,
        variableValues: variables ?? null,
        contextValue,
        options: { maxCoercionErrors: limits.coercionErrors },
      };
    } catch (error) {
      return [asGraphQLError(error)];
    }
  }

  /** Computes the cost of a valid operation and takes it from the caller's budget; the error when it may not run. */
  async charge(
    ctx: BudgetContext,
    document: DocumentNode,
    { operationName, variables }: OperationRequest,
  ): Promise<GraphQLError | undefined> {
    const name = operationName ?? undefined;
    const cost = operationCost(this.#schema, document, name, variables ?? {});
    const isSubscription = getOperationAST(document, name)?.operation === OperationTypeNode.SUBSCRIPTION;
    const refused = isSubscription
      ? checkSubscription(this.#schema, document, { cost, callerId: ctx.callerId })
      : checkCost(cost);
    return refused ?? (await charge(ctx, { document, operationName: name, cost }));
  }
}

/** A GraphQLError as it is; anything else wrapped in one, so that its text stays in the service. */
export const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
