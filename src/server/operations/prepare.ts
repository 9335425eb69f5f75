import { getOperationAST, GraphQLError, OperationTypeNode } from "graphql";
import type { DocumentNode, ExecutionArgs, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { BudgetContext } from "../../core/budget/budget.services.js";
import { charge, chargeRefusal, refuseExhausted } from "../../core/budget/charge.js";
import type { PayerContext } from "../../core/budget/payer.js";
import { limits } from "../../core/graphql/limits.js";
import { checkCost, operationCost } from "../../core/graphql/operation-cost.js";
import { checkSubscription } from "../../core/graphql/subscription-limits.js";
import { DocumentCache, type CheckedDocument } from "./document-cache.js";
import { documentChecks } from "./document-checks.js";
import { documentNotTrusted, type DocumentRequest, type TrustedDocuments } from "./trusted-documents.js";

/** What is refused costs 1, and a document that is not known yet 1 more for so many of its UTF-16 code units. */
const lengthPerCost = 32;

export interface PreparationOptions {
  schema: GraphQLSchema;
  /** Whether clients may query the schema. */
  introspection: boolean;
  /** The only documents that run; null when any may. */
  trustedDocuments: TrustedDocuments | null;
}

/** What a client sends to run an operation. */
export interface OperationRequest extends DocumentRequest {
  /** An empty name is as none. */
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/** A request of which nothing has been checked. */
export interface UncheckedRequest extends DocumentRequest {
  operationName?: unknown;
}

/** What differs from one transport to the other. */
export interface TransportSteps<C extends BudgetContext> {
  /** Whose budget a refusal is charged to. */
  payer: PayerContext;
  /** The error when the transport does not run the operation; undefined stands for an unknown operation name. */
  checkOperation: (operation: OperationDefinitionNode | undefined) => GraphQLError | undefined;
  /** Called once the document is valid and the operation is found. */
  createContext: () => C;
}

export type PreparedOperation<C> = ExecutionArgs & { contextValue: C };

/**
 * Prepares operations for execution in the same steps for every transport: trusted document, parse, validate, context,
 * cost, charge. The first step that refuses the operation ends it. Over HTTP, Apollo Server has some of the steps: its
 * plugin calls `readDocument` for parsing and validating, and `charge` for the rest.
 */
export class OperationPreparer {
  readonly #schema: GraphQLSchema;
  readonly #trustedDocuments: TrustedDocuments | null;
  readonly #documents: DocumentCache;

  constructor({ schema, introspection, trustedDocuments }: PreparationOptions) {
    this.#schema = schema;
    this.#trustedDocuments = trustedDocuments;
    this.#documents = new DocumentCache(
      documentChecks(schema, { introspection, hidesSchema: !introspection || trustedDocuments !== null }),
    );
  }

  /** The arguments to execute, or the errors for the client; never rejects. */
  async prepare<C extends BudgetContext>(
    request: OperationRequest,
    { payer, checkOperation, createContext }: TransportSteps<C>,
  ): Promise<PreparedOperation<C> | readonly GraphQLError[]> {
    try {
      const query = this.#trustedDocuments ? this.#trustedDocuments.find(request) : request.query;
      if (typeof query !== "string") {
        await chargeRefusal(payer, costOfRefusal(request.query));
        return [documentNotTrusted()];
      }
      const checked = await this.readDocument(query, payer);
      if ("errors" in checked) return checked.errors;
      const { document } = checked;
      const { operationName, variables } = request;
      const unsupported = checkOperation(getOperationAST(document, nameOf(operationName)) ?? undefined);
      if (unsupported) {
        await chargeRefusal(payer, 1);
        return [unsupported];
      }
      const contextValue = createContext();
      const refused = await this.charge(contextValue, document, request);
      if (refused) return [refused];
      return {
        schema: this.#schema,
        document,
        operationName: nameOf(operationName) ?? null,
        variableValues: variables ?? null,
        contextValue,
        options: { maxCoercionErrors: limits.coercionErrors },
      };
    } catch (error) {
      return [asGraphQLError(error)];
    }
  }

  /** The operation of a request, if its document is known to be valid: for decisions that must cost nothing. */
  knownOperation(request: UncheckedRequest): OperationDefinitionNode | undefined {
    const { query, operationName } = request;
    // A trusted document named by its hash; by its text, finding it may take longer.
    const text = typeof query === "string" && query !== "" ? query : this.#trustedDocuments?.find(request);
    const known = typeof text === "string" ? this.#documents.known(text) : undefined;
    if (!known || !("document" in known)) return undefined;
    return getOperationAST(known.document, nameOf(operationName)) ?? undefined;
  }

  /**
   * The document, or the errors of one that is not valid, for which the caller is charged. A document that is not known
   * to be valid is not checked for a caller whose budget is used up.
   */
  async readDocument(text: string, payer: PayerContext): Promise<CheckedDocument> {
    const known = this.#documents.known(text);
    if (known && "document" in known) return known;
    const exhausted = refuseExhausted(payer);
    if (exhausted) return { errors: [exhausted] };
    const checked = known ?? this.#documents.check(text);
    if ("errors" in checked) await chargeRefusal(payer, known ? 1 : costOfRefusal(text));
    return checked;
  }

  /** Computes the cost of a valid operation and takes it from the caller's budget; the error when it may not run. */
  async charge(
    ctx: BudgetContext,
    document: DocumentNode,
    { operationName, variables }: OperationRequest,
  ): Promise<GraphQLError | undefined> {
    const name = nameOf(operationName);
    const cost = operationCost(this.#schema, document, name, variables ?? {});
    const isSubscription = getOperationAST(document, name)?.operation === OperationTypeNode.SUBSCRIPTION;
    const tooCostly = isSubscription
      ? checkSubscription(this.#schema, document, { objects: cost.objects, callerId: ctx.callerId })
      : checkCost(cost);
    if (!tooCostly) return charge(ctx, { document, operationName: name, ...cost });
    await chargeRefusal(ctx, 1);
    return tooCostly;
  }
}

const nameOf = (operationName: unknown): string | undefined =>
  typeof operationName === "string" && operationName !== "" ? operationName : undefined;

/** The cost of refusing a request for its document, which had to be read. */
export const costOfRefusal = (text: unknown): number =>
  1 + (typeof text === "string" ? Math.ceil(text.length / lengthPerCost) : 0);

/** A GraphQLError as it is; anything else wrapped in one, so that its text stays in the service. */
export const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
