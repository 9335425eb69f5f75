import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { Context } from "../graphql/context.js";
import { Fault } from "../graphql/faults.js";
import { formatError, isInternal } from "../graphql/format-error.js";
import { checkCost, limits, operationLimits } from "../graphql/limits.js";
import { schema } from "../graphql/schema.js";
import type { Caller } from "./caller.js";

export interface HttpContext extends Context {
  caller: Caller;
}

/** Apollo Server with the limits that hold on WebSockets too. */
export function createApollo(): ApolloServer<HttpContext> {
  return new ApolloServer<HttpContext>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    // Its handler would let SIGTERM end in exit code 1 after ten seconds; main.ts has the one that counts.
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: [operationLimits],
    validationOptions: { maxErrors: limits.validationErrors },
    executionOptions: { maxCoercionErrors: limits.coercionErrors },
    formatError,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), requestPlugin],
  });
}

const badRequest = { extensions: { http: { status: 400 } } };

/** Refuses what must not run, and gives every error its request id. */
const requestPlugin: ApolloServerPlugin<HttpContext> = {
  requestDidStart: ({ contextValue: ctx }) =>
    Promise.resolve({
      didResolveOperation: ({ document, operationName, request }) => {
        if (ctx.caller.refused)
          throw new Fault(
            "UNAUTHENTICATED",
            "The access token is not valid (any more): refresh the session or sign in again.",
            {
              http: { status: 401 },
            },
          );
        const tooCostly = checkCost(schema, document, operationName ?? undefined, request.variables ?? {});
        if (tooCostly) {
          Object.assign(tooCostly.extensions, badRequest.extensions);
          throw tooCostly;
        }
        return Promise.resolve();
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
