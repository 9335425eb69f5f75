import { ApolloServer, HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { charge } from "../../core/budget/charge.js";
import type { Config } from "../../config.js";
import { OperationTypeNode, type GraphQLError } from "graphql";
import type { Services } from "../../app/services.js";
import type { Context } from "../../core/graphql/context.js";
import { Fault } from "../../core/errors/fault.js";
import { formatError, isInternal } from "../../core/graphql/format-error.js";
import { checkCost, limits } from "../../core/graphql/limits.js";
import { schema } from "../../app/schema.js";
import type { Caller } from "../operations/caller.js";
import { documentRules } from "../operations/document-rules.js";

export type HttpContext = Services & Context & { caller: Caller };

/** Apollo Server with the limits that hold on WebSockets too. */
export function createApollo(config: Pick<Config, "introspection">): ApolloServer<HttpContext> {
  return new ApolloServer<HttpContext>({
    schema,
    // Switched off by the rules, as on WebSockets.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    // Its handler would let SIGTERM end in exit code 1 after ten seconds; main.ts has the one that counts.
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: documentRules(config),
    validationOptions: { maxErrors: limits.validationErrors },
    executionOptions: { maxCoercionErrors: limits.coercionErrors },
    formatError,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), requestPlugin],
  });
}

/** The status and headers of an answer to what may not run. */
function httpOf({ extensions }: GraphQLError): object {
  const { code, retryAfterSeconds } = extensions as { code?: string; retryAfterSeconds?: number };
  const status = code === "RATE_LIMITED" ? 429 : code === "UNAVAILABLE" ? 503 : code === undefined ? 500 : 400;
  return {
    status,
    ...(retryAfterSeconds !== undefined && { headers: new HeaderMap([["retry-after", `${retryAfterSeconds}`]]) }),
  };
}

/** Refuses what must not run, and gives every error its request id. */
const requestPlugin: ApolloServerPlugin<HttpContext> = {
  requestDidStart: ({ contextValue: ctx }) =>
    Promise.resolve({
      didResolveOperation: async ({ document, operation: asked, operationName, request }) => {
        if (asked?.operation === OperationTypeNode.SUBSCRIPTION)
          throw new Fault("BAD_USER_INPUT", "Subscriptions go over WebSocket, by graphql-transport-ws on this path.", {
            http: { status: 400 },
          });
        if (ctx.caller.refused)
          throw new Fault(
            "UNAUTHENTICATED",
            "The access token is not valid (any more): refresh the session or sign in again.",
            {
              http: { status: 401 },
            },
          );
        const operation = [document, operationName ?? undefined, request.variables ?? {}] as const;
        const refused = checkCost(schema, ...operation) ?? (await charge(ctx, ...operation));
        if (refused) throw Object.assign(refused, { extensions: { ...refused.extensions, http: httpOf(refused) } });
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
};
