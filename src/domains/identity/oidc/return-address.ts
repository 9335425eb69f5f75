import { isSecret } from "./secrets.js";

/** The end of a sign-in: redirect to a page of the network, or, when null, respond with the tokens. */
export type ReturnAddress = { returnTo: string; challenge: string } | { returnTo: null; challenge: null };

const longest = 2_000;

/** Parses the query; returns an error message when it is invalid. */
export function returnAddressOf(query: Record<string, unknown>, origins: string[]): ReturnAddress | string {
  const { return_to: returnTo, challenge } = query;
  if (returnTo === undefined && challenge === undefined) return { returnTo: null, challenge: null };
  if (typeof returnTo !== "string" || typeof challenge !== "string")
    return "`return_to` and `challenge` go together, each once: send both or none.";
  if (!isSecret(challenge)) return "`challenge` must be the S256 of the verifier: 43 characters of base64url.";
  if (!isOfNetwork(returnTo, origins)) return "`return_to` must be a page of an origin in ALLOWED_ORIGINS.";
  return { returnTo, challenge };
}

/** Whether it is a page of one of these origins. `*` matches none, as it would make the service an open redirect. */
export function isOfNetwork(address: string, origins: string[]): boolean {
  if (address.length > longest || !URL.canParse(address)) return false;
  const { protocol, origin, username, password } = new URL(address);
  if (!["https:", "http:"].includes(protocol) || username !== "" || password !== "") return false;
  return origins.includes(origin);
}

/** The address with the outcome as a query parameter. */
export function withOutcome(returnTo: string, outcome: { code: string } | { error: string }): string {
  const address = new URL(returnTo);
  for (const name of ["code", "error"]) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(outcome)) address.searchParams.set(name, value);
  return address.href;
}
