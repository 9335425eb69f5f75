type Params = Readonly<Record<string, unknown>>;

/**
 * The authorization of a socket as clients send it: in `connectionParams.authorization`, else in
 * `connectionParams.headers`, with a name in any case, else in the header of the upgrade. Undefined when the client sends
 * none; null when it sends something else instead, such as `{ token }` or a header `X-Access-Token`: it means to be
 * signed in, and must not be taken for somebody who is not.
 */
export function authorizationOf(params: Params | undefined, upgradeHeader: string | undefined): unknown {
  const { headers, ...own } = params ?? {};
  const given = [own, isRecord(headers) ? headers : {}].flatMap(Object.entries<unknown>).filter(isGiven);
  const found = given.find(isAuthorization)?.[1] ?? upgradeHeader ?? "";
  if (found !== "") return found;
  const others = Object.entries({ ...own, ...(!isRecord(headers) && { headers }) }).filter(isGiven);
  return others.length > 0 || given.some(looksLikeToken) ? null : undefined;
}

type Entry = [name: string, value: unknown];

const isAuthorization = ([name]: Entry): boolean => name.toLowerCase() === "authorization";

const tokenName = /token|jwt|bearer|auth(?!or\b)/i;
const forgeryTokenName = /[cx]srf/i;
const tokenValue = /^\s*(?:bearer\s|eyJ[\w-]+\.)/i;

/** Whether a header carries a token under another name; one against forged requests is none. */
const looksLikeToken = ([name, value]: Entry): boolean =>
  (tokenName.test(name) && !forgeryTokenName.test(name)) || tokenValue.test(String(value));

const isGiven = ([, value]: Entry): boolean => value !== undefined && value !== null && value !== "";

const isRecord = (value: unknown): value is Params =>
  typeof value === "object" && value !== null && !Array.isArray(value);
