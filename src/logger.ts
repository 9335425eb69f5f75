import { pino, type DestinationStream, type Logger } from "pino";
import type { Config } from "./config.js";

/**
 * Structured logs on standard output, or on the stream given; in a terminal they are made for reading.
 * Nothing that identifies a person goes in: of errors only what {@link describeError} tells.
 */
export function createLogger(level: Config["logLevel"], stream?: DestinationStream): Logger {
  const options = {
    level,
    redact: ["*.password", "*.email", "*.authorization", "*.refreshToken", "*.accessToken"],
    serializers: { err: describeError },
  };
  if (stream) return pino(options, stream);
  if (process.stdout.isTTY)
    return pino({ ...options, transport: { target: "pino-pretty", options: { ignore: "pid,hostname" } } });
  // Synchronously: through a worker thread, pino's default, a line costs a hundred times as much.
  return pino(options, pino.destination({ dest: 1, sync: true }));
}

interface DescribedError {
  type: string;
  message: string;
  code?: string;
  constraint?: string;
  stack?: string;
  cause?: DescribedError;
}

/**
 * What the log tells of an error: where it happened and of which kind, without the values it happened with. Left out
 * are the statement and parameters of QueryFailedError, PostgreSQL's `detail`, and the texts within messages.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "" };
  const { code, constraint, cause, stack = "" } = error as Error & { code?: unknown; constraint?: unknown };
  // A message may have lines that look like those of a stack.
  const trace = stack.slice(stack.indexOf(error.message) + error.message.length);
  const frames = trace.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: withoutValues(error),
    ...(typeof code === "string" && { code }),
    ...(typeof constraint === "string" && { constraint }),
    ...(frames.length > 0 && { stack: frames.join("\n") }),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  };
}

function withoutValues(error: Error): string {
  const { severity, code } = error as { severity?: unknown; code?: unknown };
  // PostgreSQL quotes names of the schema, but for what is wrong with a value (class 22) or what a trigger says (P0).
  const quotesNames = typeof severity === "string" && !/^(22|P0)/.test(String(code));
  const message = quotesNames ? error.message : error.message.replace(/"[^]*"/, '"…"');
  return message.replace(/[^\s@<>"']+@[^\s@<>"']+/g, "…@…").replace(/\beyJ[\w-]+\.[\w.-]+/g, "…");
}
