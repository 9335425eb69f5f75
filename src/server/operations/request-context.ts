import type { Logger } from "pino";
import { systemContext, type Client } from "../../core/graphql/context.js";
import { Language } from "../../core/texts/language.js";
import type { Caller } from "./caller.js";
import type { ServerContext, ServerServices } from "./server-services.js";

/** What a transport knows of a request. */
export interface RequestSource {
  requestId: string;
  log: Logger;
  client: Client;
  /** Null when it asks for none. */
  requestedLanguage: Language | null;
  /** Null when nobody is signed in. */
  caller: Caller | null;
}

/** The context of a request, whichever the transport. */
export const requestContext = (services: ServerServices, { caller, ...source }: RequestSource): ServerContext =>
  Object.assign(systemContext(services, source.log), source, {
    language: source.requestedLanguage ?? Language.NL,
    callerId: caller?.memberId ?? null,
    hasInvalidToken: caller?.isInvalid ?? false,
    sessionId: caller?.sessionId ?? null,
    bill: {},
  });
