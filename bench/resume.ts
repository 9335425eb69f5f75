import { parseArgs } from "node:util";
import { BenchError } from "./bench-error.js";
import { benchRun } from "./bench-run.js";
import { check, type Verdict } from "./resume/checker.js";
import type { Subscriber } from "./resume/subscriber.js";
import { hold, type Outcome, type Trial } from "./resume/trial.js";

export const usage = `Usage: npm run bench -- resume [--seconds 120] [--subscribers 200] [--posts-per-s 20] [--authors 10] [--seed 1] [--without-lock]

The proof that streams resume: three processes of the service behind a TCP proxy, on a PostgreSQL of their own, while processes
are killed, connections cut and stalled, PostgreSQL restarted and clients paused at random. A quarter of the clients come by
server-sent events, the others over WebSocket; half of them wait by a filter, which each idea meets. What each subscriber received is
compared with the event log at the end: exit code 0 when nothing is missing, nothing came twice and nothing out of order, in
10,000 deliveries at least; else 1.
  --without-lock   shows that the checker sees a log out of order: events are written without the lock, and nothing else goes
                   wrong; by default 20 subscribers and 50 posts a second by 20 authors for 20 seconds. It has to end with 1.`;

const leastDeliveries = 10_000;

/** Prints the history as it goes, then the verdict, with the figures on the last line as JSON. */
export async function run(args: string[]): Promise<void> {
  const trial = trialOf(args);
  const file = trial.withoutLock ? "resume-without-lock" : "resume";
  await benchRun({ command: ["resume", ...args].join(" "), file }, async ({ folder, cleanup, tell }) => {
    const began = performance.now();
    const outcome = await hold(trial, folder, cleanup, (line) =>
      tell(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s  ${line}`),
    );
    return judge(outcome, tell);
  });
}

function trialOf(args: string[]): Trial {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: "string" },
      subscribers: { type: "string" },
      "posts-per-s": { type: "string" },
      authors: { type: "string" },
      seed: { type: "string", default: "1" },
      "without-lock": { type: "boolean", default: false },
    },
  });
  const withoutLock = values["without-lock"];
  const number = (name: string, text: string, least: number, max: number): number => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least && value <= max) return value;
    throw new BenchError(`--${name} is a whole number from ${least} to ${max}.`);
  };
  return {
    seconds: number("seconds", values.seconds ?? (withoutLock ? "20" : "120"), 5, 3_600),
    subscribers: number("subscribers", values.subscribers ?? (withoutLock ? "20" : "200"), 1, 10_000),
    postsPerS: number("posts-per-s", values["posts-per-s"] ?? (withoutLock ? "50" : "20"), 1, 1_000),
    authors: number("authors", values.authors ?? (withoutLock ? "20" : "10"), 1, 1_000),
    seed: number("seed", values.seed, 0, 2 ** 32 - 1),
    withoutLock,
  };
}

function judge({ posted, logged, subscribers, faults, died }: Outcome, print: (line: string) => void): object {
  const verdict = check(
    logged,
    subscribers.map(({ received }) => received),
  );
  const kept = new Set(logged);
  const lost = new Set(posted.ideaIds.filter((ideaId) => !kept.has(ideaId))).size;
  const surplus = logged.length - new Set(posted.ideaIds).size + lost;
  const { deliveries, missing, duplicated, outOfOrder, unknown } = verdict;
  print("");
  print(`${posted.ideaIds.length} posts: ${logged.length} events, ${lost} answered and lost, ${surplus} made twice`);
  print(`  asked again ${countsOf(posted.repeats)}`);
  print(`${subscribers.length} subscribers: resumed ${countsOf(reasonsOf(subscribers))}`);
  print(
    `${deliveries} deliveries: ${missing} missing, ${duplicated} twice, ${outOfOrder} out of order, ${unknown} of what is not in the log`,
  );
  if (died > 0) print(`${died} processes ended by themselves`);
  for (const finding of verdict.findings) print(`  ${finding}`);
  const passed = isClean(verdict) && lost === 0 && surplus === 0 && died === 0 && deliveries >= leastDeliveries;
  if (isClean(verdict) && deliveries < leastDeliveries) print(`fewer than ${leastDeliveries} deliveries prove nothing`);
  print(passed ? "PASSED" : "FAILED");
  if (!passed) process.exitCode = 1;
  const { kill, cut, restart } = faults;
  return { deliveries, missing, duplicated, outOfOrder, kills: kill, cuts: cut, restarts: restart };
}

const isClean = ({ missing, duplicated, outOfOrder, unknown }: Verdict): boolean =>
  missing + duplicated + outOfOrder + unknown === 0;

/** How often they went on from where they were, by what for. */
function reasonsOf(subscribers: Subscriber[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { because } of subscribers.flatMap(({ resumes }) => resumes))
    counts.set(because, (counts.get(because) ?? 0) + 1);
  return counts;
}

function countsOf(counts: Map<string, number>): string {
  const all = [...counts].sort(([, one], [, other]) => other - one);
  const sum = all.reduce((total, [, count]) => total + count, 0);
  return `${sum} times${all.map(([why, count], index) => `${index === 0 ? ": " : ", "}${count} ${why}`).join("")}`;
}
