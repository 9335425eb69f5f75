import type { Logger } from "pino";
import { systemContext, type Client } from "../../core/graphql/context.js";
import type { Language } from "../../core/graphql/language.js";
import type { Caller } from "./caller.js";
import type { ServerContext, ServerServices } from "./server-services.js";

/** What a transport knows of a request. */
export interface RequestSource {
  requestId: string;
  log: Logger;
  client: Client;
  language: Language;
  /** Null when nobody is signed in. */
  caller: Caller | null;
}

/** The context of a request, whichever the transport. */
export const requestContext = (services: ServerServices, { caller, ...source }: RequestSource): ServerContext =>
  Object.assign(systemContext(services, source.log), source, {
    callerId: caller?.memberId ?? null,
    hasInvalidToken: caller?.isInvalid ?? false,
    sessionId: caller?.sessionId ?? null,
    bill: {},
  });
