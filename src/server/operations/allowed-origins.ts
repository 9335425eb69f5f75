import type { Config } from "../../config.js";

/** Tells whether a browser page of an origin may call the service. */
export type IsAllowed = (origin: string) => boolean;

const local = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The rule of CORS and of WebSockets: origins that are listed, and those of this machine if the configuration has it so. */
export function allowedOrigins(config: Pick<Config, "allowedOrigins" | "localOrigins">): IsAllowed {
  const listed = new Set(config.allowedOrigins);
  return (origin) => listed.has("*") || listed.has(origin) || (config.localOrigins && isLocal(origin));
}

function isLocal(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, hostname } = new URL(text);
  // What a browser sends is the origin alone; "null" for a scheme that has none.
  return origin === text && local.has(hostname);
}
