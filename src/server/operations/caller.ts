import type { IncomingHttpHeaders } from "node:http";
import type { Client } from "../../core/graphql/context.js";
import type { VerifiedToken } from "../../domains/identity/tokens.js";
import type { ServerServices } from "./server-services.js";

/** The sender of a request, by its access token. */
export interface Caller {
  memberId: string | null;
  sessionId: string | null;
  expiresAt: Date | null;
  /** True when the token is not valid: what needs no caller is answered, anything else is UNAUTHENTICATED. */
  isInvalid: boolean;
}

/** Who sends no access token. */
export const nobody: Caller = { memberId: null, sessionId: null, expiresAt: null, isInvalid: false };

/** Reads `Bearer …`, from a header or from a WebSocket's connectionParams, of a client at this address. */
export async function callerOf(services: ServerServices, authorization: unknown, address: string): Promise<Caller> {
  if (authorization === undefined || authorization === null || authorization === "") return nobody;
  const token = typeof authorization === "string" ? /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] : undefined;
  const known = token === undefined ? null : await verified(services, token, address);
  return known && !services.revocations.covers(known) ? { ...known, isInvalid: false } : { ...nobody, isInvalid: true };
}

/** The claims of a token of the service's own, or of the external issuer. */
const verified = async (services: ServerServices, token: string, address: string): Promise<VerifiedToken | null> =>
  (await services.tokens.verify(token)) ?? (await services.oidc?.tokens.verify(services, token, address)) ?? null;

/** The address and the user agent that a request comes from. */
export const clientOf = (address: string, headers: IncomingHttpHeaders): Client => ({
  address,
  userAgent: headers["user-agent"]?.slice(0, 200) ?? null,
});
