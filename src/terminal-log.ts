import { createRequire } from "node:module";
import type { DestinationStream } from "pino";
import type { MessageFormatFunc, prettyFactory as PrettyFactory } from "pino-pretty";

/** What every line has, or what only a program that reads the log needs. */
const hidden = new Set(["level", "time", "pid", "hostname", "msg", "err", "reqId"]);

/**
 * The log for people: a coloured line for each message, with its values, and under an error where it happened. The
 * lines are made in this thread and written at once, so that the last ones before a crash are there, too. Colours
 * follow NO_COLOR.
 */
export function terminalLog(out: NodeJS.WriteStream): DestinationStream {
  // Loaded here: a service that runs without a terminal does not wait for it.
  const { prettyFactory } = createRequire(import.meta.url)("pino-pretty") as { prettyFactory: typeof PrettyFactory };
  const pretty = prettyFactory({
    translateTime: "SYS:HH:MM:ss",
    ignore: "pid,hostname",
    hideObject: true,
    messageFormat,
  });
  return { write: (line) => void out.write(pretty(line)) };
}

const messageFormat: MessageFormatFunc = (line, messageKey, _label, { colors }) => {
  const values = Object.entries(line)
    .filter(([name]) => !hidden.has(name))
    .map(([name, value]) => `${name}=${printable(typeof value === "string" ? value : JSON.stringify(value))}`);
  const message = printable(String(line[messageKey]));
  const first = values.length > 0 ? `${message} ${colors.gray(values.join(" "))}` : message;
  return [first, ...errorLines(line.err).map(printable)].join("\n    ");
};

/** Without characters that could steer the terminal. */
const printable = (text: string): string =>
  text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));

interface LoggedError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: LoggedError;
}

function errorLines(error: unknown): string[] {
  if (typeof error !== "object" || error === null) return [];
  const { type, message, code, stack = "", cause } = error as LoggedError;
  const first = `${type}${code === undefined ? "" : ` ${code}`}: ${message}`;
  return [first, ...stack.split("\n").filter((frame) => frame !== ""), ...errorLines(cause)];
}
