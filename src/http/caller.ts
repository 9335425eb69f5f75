import type { IncomingHttpHeaders } from "node:http";
import type { Client } from "../graphql/context.js";
import type { Revocations } from "../identity/revocations.js";
import type { Tokens } from "../identity/tokens.js";

/** Who sends a request, by the access token that came with it. */
export interface Caller {
  memberId: string | null;
  sessionId: string | null;
  expiresAt: Date | null;
  /** True when a token came that is not valid: such a request is refused, not answered as if nobody had signed in. */
  refused: boolean;
}

const nobody: Caller = { memberId: null, sessionId: null, expiresAt: null, refused: false };

/** Reads `Bearer …`, from a header or from a WebSocket's connectionParams. */
export async function callerOf(
  { tokens, revocations }: { tokens: Tokens; revocations: Revocations },
  authorization: unknown,
): Promise<Caller> {
  if (authorization === undefined || authorization === null || authorization === "") return nobody;
  const token = typeof authorization === "string" ? /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] : undefined;
  const known = token === undefined ? null : await tokens.verify(token);
  return known && !revocations.covers(known) ? { ...known, refused: false } : { ...nobody, refused: true };
}

/** Where a request comes from, and what the client calls itself. */
export const clientOf = (address: string, headers: IncomingHttpHeaders): Client => ({
  address,
  userAgent: headers["user-agent"]?.slice(0, 200) ?? null,
});
