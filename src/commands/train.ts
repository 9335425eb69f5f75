import { featureNames } from "../domains/matchmaking/learning/feature-names.js";
import type { TrainedModel } from "../domains/matchmaking/ranker/ranker-model.entity.js";
import { trainAndStore } from "../domains/matchmaking/ranker/train.service.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino train [--seed N]
Learns from the network's history how to rank suggestions, prints how well each ranking finds collaborations that were
held out, and stores the best one, which running services take over by themselves.
--seed N  holds out another part of the collaborations: a whole number, 0 or more; 1 by default`;
const statementTimeoutMs = 10 * 60_000;

export const command = defineCommand({
  usage,
  options: { seed: { type: "string", default: "1" } },
  run: ({ values }) => {
    const seed = seedOf(values.seed);
    return onNetwork(async ({ print, open }) => {
      const { database, url } = await open({ statementTimeoutMs });
      for (const line of report(await trainAndStore(database, { url, seed, now: () => new Date() }))) print(line);
      return 0;
    });
  },
});

function seedOf(text: string): number {
  const seed = Number(text);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
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
