/** What an issuer says about a person, in an ID token, an access token, an introspection or at its userinfo endpoint. */
export type Claims = Record<string, unknown>;

/** The claim with this name; where there is none, a dot leads into an object: `realm_access.roles`. */
export function claimIn(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split(".").reduce<unknown>((value, part) => memberOf(value, part), claims);
}

/** The claim if it is a text. */
export function textIn(claims: Claims, name: string): string | undefined {
  const value = claimIn(claims, name);
  return typeof value === "string" ? value : undefined;
}

/** The claim as a list of texts: what is one text, or a list, else none. */
export function textsIn(claims: Claims, name: string): string[] {
  return [claimIn(claims, name)].flat().filter((value) => typeof value === "string");
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
