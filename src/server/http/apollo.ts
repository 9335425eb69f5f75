import { ApolloServer, HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { OperationTypeNode, type GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import { Fault } from "../../core/errors/fault.js";
import { invalidAccessToken } from "../../core/errors/refusals.js";
import { formatError, isInternal } from "../../core/graphql/format-error.js";
import { limits } from "../../core/graphql/limits.js";
import type { Caller } from "../operations/caller.js";
import type { OperationPreparer } from "../operations/prepare.js";
import type { ServerContext } from "../operations/server-services.js";

export type HttpContext = ServerContext & { caller: Caller };

/** Apollo Server, which parses and validates documents by the checks of the other transports. */
export const createApollo = (schema: GraphQLSchema, preparer: OperationPreparer): ApolloServer<HttpContext> =>
  new ApolloServer<HttpContext>({
    schema,
    // The validation rules switch it off, as they do for the other transports.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    // Apollo's handler would let SIGTERM end in exit code 1 after ten seconds; main.ts handles the signals.
    stopOnTerminationSignals: false,
    persistedQueries: false,
    ...preparer.checks,
    executionOptions: { maxCoercionErrors: limits.coercionErrors },
    formatError,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      requestPlugin(preparer),
    ],
  });

/** Refuses what must not run, and gives every error its request id. */
const requestPlugin = (preparer: OperationPreparer): ApolloServerPlugin<HttpContext> => ({
  requestDidStart: ({ contextValue: ctx }) =>
    Promise.resolve({
      didResolveOperation: async ({ document, operation, operationName, request }) => {
        const refused =
          checkOperation(operation, ctx) ??
          (await preparer.charge(ctx, document, { operationName, variables: request.variables }));
        if (refused) throw withHttp(refused);
      },
      didEncounterErrors: ({ errors }) => {
        for (const error of errors)
          if (isInternal(formatError(error.toJSON(), error)))
            ctx.log.error({ err: error.originalError ?? error }, "fault");
        return Promise.resolve();
      },
      willSendResponse: ({ response }) => {
        if (response.body.kind === "single")
          for (const error of response.body.singleResult.errors ?? [])
            Object.assign(error, { extensions: { ...error.extensions, requestId: ctx.requestId } });
        return Promise.resolve();
      },
    }),
});

function checkOperation(operation: OperationDefinitionNode | undefined, ctx: HttpContext): GraphQLError | undefined {
  if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
    return new Fault("BAD_USER_INPUT", "Subscriptions go over WebSocket, by graphql-transport-ws on this path.");
  return ctx.caller.refused ? invalidAccessToken() : undefined;
}

/** The error with the status and headers of its answer, which Apollo Server reads from `extensions.http`. */
function withHttp(error: GraphQLError): GraphQLError {
  const { code, retryAfterSeconds } = error.extensions as { code?: string; retryAfterSeconds?: number };
  const status = code === undefined ? 500 : (statusOf.get(code) ?? 400);
  const headers = new HeaderMap();
  if (retryAfterSeconds !== undefined) headers.set("retry-after", `${retryAfterSeconds}`);
  return Object.assign(error, { extensions: { ...error.extensions, http: { status, headers } } });
}

const statusOf = new Map([
  ["UNAUTHENTICATED", 401],
  ["RATE_LIMITED", 429],
  ["UNAVAILABLE", 503],
]);
