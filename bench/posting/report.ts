import type { Posted } from "./authors.js";
import type { Bare } from "./bare.js";
import type { ServerTime } from "./server-time.js";

/** Where PostgreSQL's time went while so many ideas were posted. */
export function tellServerTime(
  { statements, fsyncs, fsyncMs, doing, holding }: ServerTime,
  ideas: number,
  tell: (line: string) => void,
): void {
  tell(`  the disk: ${(fsyncs / ideas).toFixed(2)} fsyncs an idea, ${ms(fsyncMs / fsyncs)} each`);
  tell(`  the service's connections, of the time in which they are not idle: ${list(doing)}`);
  tell(`  who holds the log's lock, of all time: ${list(holding)}`);
  tell("  PostgreSQL's time for an idea, waiting included, by statement:");
  for (const { statement, calls, totalMs } of statements)
    tell(`    ${ms(totalMs / ideas).padStart(9)}  ${(calls / ideas).toFixed(2)} times  ${statement.slice(0, 110)}`);
}

/** A figure that the system may not tell. */
export const ms = (value: number | null | undefined): string =>
  value == null ? "not known" : `${value.toFixed(2)} ms`;

export const told = ({ ideas, perS, p50Ms, p99Ms }: Posted | Bare): string =>
  `${perS.toFixed(0)} ideas a second, p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)} (${ideas} ideas)`;
const list = (shares: Record<string, number>): string =>
  Object.entries(shares)
    .map(([what, share]) => `${(share * 100).toFixed(0)} % ${what}`)
    .join(", ");
export const waits = ({ statementMs }: Bare): string =>
  Object.entries(statementMs)
    .map(([what, value]) => `${what} ${ms(value)}`)
    .join(", ");
