import { parseArgs } from "node:util";
import { featureNames } from "../domains/matchmaking/learning/feature-names.js";
import type { TrainedModel } from "../domains/matchmaking/ranker/ranker-model.entity.js";
import { trainAndStore } from "../domains/matchmaking/ranker/train.service.js";
import { CommandError, runCommand } from "./run-command.js";

const usage = "Usage: npm run train -- [--seed N]";
const statementTimeoutMs = 10 * 60_000;

/**
 * `npm run train`: learns from the network's history how to rank suggestions; running services take it over by
 * themselves.
 */
await runCommand(async ({ args, print, open }) => {
  const seed = seedOf(args);
  const { database, url } = await open({ statementTimeoutMs });
  for (const line of report(await trainAndStore(database, { url, seed, now: () => new Date() }))) print(line);
  return 0;
});

function seedOf(args: string[]): number {
  try {
    const { values } = parseArgs({ args, options: { seed: { type: "string", default: "1" } } });
    const seed = Number(values.seed);
    if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  } catch {
    // An unknown option has the same message as a wrong value.
  }
  throw new CommandError(`The seed is a whole number, 0 or more.\n${usage}`);
}

/** The evaluation as a table, and the model that is used from now on. */
function report({ version, kind, model, evaluation }: TrainedModel): string[] {
  const { collaborations, heldOut, seekers, rankings } = evaluation;
  const lines = [`${collaborations} collaborations, ${heldOut} of them held out, judged for ${seekers} members`];
  const width = Math.max(...featureNames.map((name) => `single:${name}`.length));
  for (const { kind: ranking, ndcg10, overThemes, standardError } of rankings) {
    const over = `${overThemes < 0 ? "" : "+"}${overThemes.toFixed(4)} ± ${standardError.toFixed(4)}`;
    lines.push(`  ${ranking.padEnd(width)}  NDCG@10 ${ndcg10.toFixed(4)}  over themes ${over}`);
  }
  if (rankings.length === 0) lines.push("  too few to judge a ranking by");
  lines.push(`Version ${version}: suggestions are ranked by ${kind}`);
  if (kind === "linear")
    for (const { name, weight } of model.features) lines.push(`  ${name.padEnd(width)}  ${weight.toFixed(3)}`);
  return lines;
}
