import { ApolloServer, HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { OperationTypeNode, parse } from "graphql";
import type { DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { Fault } from "../../core/errors/fault.js";
import type { Context } from "../../core/graphql/context.js";
import { formatError, isInternal } from "../../core/graphql/format-error.js";
import { formatErrors } from "../../core/graphql/format-errors.js";
import { limits } from "../../core/graphql/limits.js";
import type { Permit } from "../admission/permit.js";
import type { Caller } from "../operations/caller.js";
import { asGraphQLError, type OperationPreparer } from "../operations/prepare.js";
import type { ServerContext } from "../operations/server-services.js";
import { warnOfInvalidToken } from "./invalid-token-answer.js";
import { markUnavailable } from "./unavailable-answer.js";

export type HttpContext = ServerContext & { caller: Caller; permit: Permit };

/** Apollo Server, for which a plugin parses and validates documents as for the other transports. */
export const createApollo = (
  schema: GraphQLSchema,
  preparer: OperationPreparer,
  { hidesSchema }: Pick<Context, "hidesSchema">,
): ApolloServer<HttpContext> =>
  new ApolloServer<HttpContext>({
    schema,
    // The plugin rejects it, as for the other transports.
    introspection: true,
    // Nothing is authorised by what a browser sends of itself; `refuseCrossSite` and docs/security.md have the rest.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: hidesSchema,
    includeStacktraceInErrorResponses: false,
    // Apollo's handler would let SIGTERM end in exit code 1 after ten seconds; main.ts handles the signals.
    stopOnTerminationSignals: false,
    persistedQueries: false,
    documentStore: null,
    executionOptions: { maxCoercionErrors: limits.coercionErrors },
    formatError: (formatted, error) => formatError(formatted, error, hidesSchema),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      requestPlugin(preparer),
    ],
  });

/** What Apollo Server goes on with when the document of a request was refused; it is never executed. */
const refusedDocument = parse("{ __typename }");

/** Refuses what must not run, and gives every error its request id. */
const requestPlugin = (preparer: OperationPreparer): ApolloServerPlugin<HttpContext> => ({
  requestDidStart: ({ contextValue: ctx, request }) => {
    // Some clients send the name of an operation that has none.
    if (request.operationName === "") delete request.operationName;
    let errors: readonly GraphQLError[] | undefined;
    return Promise.resolve({
      // A request that has its document by now is neither parsed nor validated by Apollo Server, which would do so with
      // all rules at once and keep no errors.
      didResolveSource: async (request) => {
        const checked = await preparer
          .readDocument(request.source, ctx)
          .catch((error: unknown) => ({ errors: [asGraphQLError(error)] }));
        if ("errors" in checked) errors = checked.errors;
        (request as { document: DocumentNode }).document = "document" in checked ? checked.document : refusedDocument;
      },
      didResolveOperation: async ({ document, operation, operationName, request }) => {
        if (errors) return;
        const refused =
          checkOperation(operation) ??
          (await preparer.charge(ctx, document, { operationName, variables: request.variables }));
        if (refused) throw withHttp(refused);
        ctx.permit.runs(document, ctx.bill.charged?.cost ?? 1);
      },
      responseForOperation: () =>
        Promise.resolve(
          errors
            ? {
                http: headOf(errors[0]!),
                body: { kind: "single", singleResult: { errors: formatErrors(errors, ctx) } },
              }
            : null,
        ),
      didEncounterErrors: ({ errors }) => {
        for (const error of errors)
          if (isInternal(formatError(error.toJSON(), error, ctx.hidesSchema)))
            ctx.log.error({ err: error.originalError ?? error }, "fault");
        return Promise.resolve();
      },
      willSendResponse: ({ response }) => {
        if (response.body.kind === "single") {
          const { singleResult } = response.body;
          markUnavailable(response.http, singleResult);
          if (ctx.caller.isInvalid) warnOfInvalidToken(response.http, singleResult);
          for (const error of singleResult.errors ?? []) {
            // Those of a refused document were counted when they were formatted.
            if (!errors) ctx.errorCounts.add(String(error.extensions?.code));
            Object.assign(error, { extensions: { ...error.extensions, requestId: ctx.requestId } });
          }
        }
        return Promise.resolve();
      },
    });
  },
});

function checkOperation(operation: OperationDefinitionNode | undefined): GraphQLError | undefined {
  if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
    return new Fault("BAD_USER_INPUT", "Subscriptions go over WebSocket, by graphql-transport-ws on this path.");
  return undefined;
}

/** The error with the status and headers of its answer, which Apollo Server reads from `extensions.http`. */
const withHttp = (error: GraphQLError): GraphQLError =>
  Object.assign(error, { extensions: { ...error.extensions, http: headOf(error) } });

/** The status and headers of an answer that is this error alone. */
function headOf(error: GraphQLError): { status: number; headers: HeaderMap } {
  const { code, retryAfterSeconds } = error.extensions as { code?: string; retryAfterSeconds?: number };
  // A syntax error has no code yet; anything else without one is a fault.
  const status = error.originalError ? 500 : (statusOf.get(code ?? "") ?? 400);
  const headers = new HeaderMap();
  if (retryAfterSeconds !== undefined) headers.set("retry-after", `${retryAfterSeconds}`);
  return { status, headers };
}

const statusOf = new Map([
  ["UNAUTHENTICATED", 401],
  ["RATE_LIMITED", 429],
  ["UNAVAILABLE", 503],
]);
