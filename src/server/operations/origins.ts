/** Whether a browser page of `origin` may use the service at `host`: its own pages always may, others when they are listed. */
export function mayCall(allowedOrigins: string[], origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || allowedOrigins.includes("*") || allowedOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
