const answerTimeoutMs = 3_000;
const maxBytes = 256 * 1024;

/** The issuer did not respond as expected; a retry may succeed. */
export class IssuerUnreachable extends Error {}

/** Whether an error is, or was caused by, an unreachable issuer. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof IssuerUnreachable || (error instanceof Error && isUnreachable(error.cause));

/** Fetches from the issuer: at most three seconds and 256 KiB, without following redirects. */
export async function boundedFetch(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(answerTimeoutMs);
    const response = await fetch(url, { ...init, redirect: "error", signal });
    const { status, headers } = response;
    const body = await read(response);
    return new Response(body.length === 0 ? null : body, { status, headers });
  } catch (error) {
    throw new IssuerUnreachable("The issuer cannot be reached", { cause: error });
  }
}

/** Fetches a JSON object from an address of the issuer. */
export async function fetchJson(url: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const response = await boundedFetch(url, { headers: { accept: "application/json", ...headers } });
  if (response.status !== 200) throw new IssuerUnreachable(`The issuer answers ${response.status}`);
  const json: unknown = await response.json().catch(() => null);
  if (typeof json !== "object" || json === null) throw new IssuerUnreachable("The issuer's answer is no JSON object");
  return json as Record<string, unknown>;
}

async function read({ body }: Response): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Error("The answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
