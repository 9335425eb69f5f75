import { pino, type Logger } from "pino";
import type { Config } from "./config.js";

/** Structured logs on standard output; in a terminal they are made for reading. */
export function createLogger(level: Config["logLevel"]): Logger {
  return pino({
    level,
    redact: ["*.password", "*.email", "*.authorization", "*.refreshToken", "*.accessToken"],
    ...(process.stdout.isTTY && { transport: { target: "pino-pretty", options: { ignore: "pid,hostname" } } }),
  });
}
