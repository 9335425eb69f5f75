import helmet from "helmet";

/**
 * The headers with which Helmet protects an answer, in lower case. They are the same for every answer, so they are made
 * once: made for each, they would cost more than anything else in a refusal.
 */
export function securityHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  const protect = helmet({
    // Answers are data; GraphiQL, the one page, sends a policy of its own.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  protect({} as Parameters<typeof protect>[0], response as unknown as Parameters<typeof protect>[1], (error) => {
    if (error !== undefined) throw error as Error;
  });
  return headers;
}
