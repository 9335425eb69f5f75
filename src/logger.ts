import { pino, type DestinationStream, type Logger } from "pino";
import type { Config } from "./config.js";
import { terminalLog } from "./terminal-log.js";

/**
 * The service's log: lines of JSON on standard output, or coloured lines for people where that is a terminal. Nothing
 * that identifies a person goes in: of errors only what {@link describeError} gives.
 */
export function createLogger(level: Config["logLevel"], stream: DestinationStream = logTo(process.stdout)): Logger {
  return pino(
    {
      level,
      redact: ["*.password", "*.email", "*.authorization", "*.refreshToken", "*.accessToken"],
      serializers: { err: describeError },
    },
    stream,
  );
}

/** Where log lines go; each is written before the next statement runs, so that no crash loses any. */
export const logTo = (out: NodeJS.WriteStream & { fd: number }): DestinationStream =>
  // Through a worker thread, pino's default, a line costs a hundred times as much.
  out.isTTY ? terminalLog(out) : pino.destination({ dest: out.fd, sync: true });

interface DescribedError {
  type: string;
  message: string;
  code?: string;
  constraint?: string;
  stack?: string;
  cause?: DescribedError;
}

/**
 * What the log has of an error: where it happened and of which kind, without the values it happened with. Left out
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
