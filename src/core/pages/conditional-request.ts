import type { IncomingHttpHeaders } from "node:http";

/** What identifies the state of what is asked for. */
export interface Validators {
  etag: string;
  /** Null where the time does not tell that nothing has changed. */
  lastModified: Date | null;
}

/** Whether the client has the present state already, as RFC 9110 compares: `If-None-Match` comes before the time. */
export function isUnchanged(
  { "if-none-match": known, "if-modified-since": since }: IncomingHttpHeaders,
  { etag, lastModified }: Validators,
): boolean {
  if (known !== undefined) return known.trim() === "*" || known.split(",").some((one) => opaque(one) === opaque(etag));
  if (since === undefined || lastModified === null) return false;
  // The header has whole seconds.
  return Math.floor(lastModified.getTime() / 1_000) * 1_000 <= Date.parse(since);
}

/** A weak validator counts as the strong one with the same words. */
const opaque = (etag: string): string => etag.trim().replace(/^W\//, "");
