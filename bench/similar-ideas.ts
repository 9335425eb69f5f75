import { join } from "node:path";
import { parseArgs } from "node:util";
import { BenchError } from "./bench-error.js";
import { benchRun } from "./bench-run.js";
import { cpuSeconds } from "./posting/cpu.js";
import { fillIdeas } from "./similar/fill-ideas.js";
import { multiplied, readIdeas, retold } from "./similar/real-ideas.js";
import { newDatabase, openServer } from "./speed/bench-database.js";
import { generateNetwork, someMembers } from "./speed/generated-network.js";
import { askersOf, Client, quantile } from "./speed/load.js";
import { startService } from "./speed/service-process.js";

export const usage = `Usage: npm run bench -- similar-ideas --data FOLDER [--data FOLDER]... [--ideas N]

Fills a network with N ideas made of the texts of real ones, starts the service on it, and measures over HTTP how soon it finds the ideas
that are like a draft, and whether a real idea that is told otherwise is found.
  --data FOLDER  a folder in the import format with an ideas.csv
  --ideas N      how many ideas, by default 200,000`;

const drafts = 300;
const warmUp = 50;
const query = `query ($title: String!, $body: String) { similarIdeas(title: $title, body: $body) { similarity idea { title author { name } } } }`;

interface Answer {
  similarIdeas: { similarity: number; idea: { title: string } }[];
}

/** Prints what it measures as it goes, the figures on the last line as JSON. */
export async function run(args: string[]): Promise<void> {
  const { folders, ideas } = optionsOf(args);
  const real = await readIdeas(folders);
  const command = ["similar-ideas", ...args].join(" ");
  await benchRun({ command, file: "similar-ideas" }, async ({ folder, cleanup, tell }) => {
    const server = await openServer(folder, cleanup);
    const database = await newDatabase(server, cleanup);
    await generateNetwork(database.url, { members: 1_000, themes: 50, broader: 0 });
    await fillIdeas(database.url, multiplied(real, ideas), await someMembers(database.url, 1_000, 1));
    tell(`${ideas} ideas of the texts of ${real.length}; service, database and load share the cores`);
    const service = await startService({ databaseUrl: database.url, dataDir: join(folder, "service") }, cleanup);
    const [asker] = await askersOf(await someMembers(database.url, 1, 2));
    const client = new Client(service.url, 1);
    const ask = (n: number): Promise<Answer> => client.ask(asker!, query, retold(real[n]!, n));
    const step = Math.max(1, Math.floor(real.length / drafts));
    const numbers = real.map((_, n) => n).filter((n) => n % step === 0);
    for (const n of numbers.slice(0, warmUp)) await ask(n);
    const cpu = async (): Promise<number[]> =>
      Promise.all([service.pid, server.pid].map(async (pid) => (pid === null ? null : await cpuSeconds(pid)) ?? NaN));
    const [took, before]: [number[], number[]] = [[], await cpu()];
    let [found, first] = [0, 0];
    const slowest: [number, string][] = [];
    for (const n of numbers) {
      const began = performance.now();
      const { similarIdeas } = await ask(n);
      took.push(performance.now() - began);
      slowest.push([took.at(-1)!, real[n]!.title]);
      const place = similarIdeas.findIndex(({ idea }) => idea.title === real[n]!.title);
      if (place >= 0) found++;
      if (place === 0) first++;
    }
    const [serviceMs, postgresMs] = (await cpu()).map((to, n) => ((to - before[n]!) * 1_000) / numbers.length);
    client.close();
    await service.stop();
    for (const [ms, title] of slowest.toSorted(([one], [other]) => other - one).slice(0, 10))
      tell(`  ${Math.round(ms)} ms: ${title}`);
    const at = (part: number): number => Math.round(quantile(took, part) * 10) / 10;
    return {
      drafts: numbers.length,
      ...{ found, first, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) },
      cpuMsPerDraft: { service: serviceMs, postgres: postgresMs },
    };
  });
}

function optionsOf(args: string[]): { folders: string[]; ideas: number } {
  const { values } = parseArgs({
    args,
    options: { data: { type: "string", multiple: true }, ideas: { type: "string", default: "200000" } },
  });
  const ideas = Number(values.ideas);
  if (!Number.isSafeInteger(ideas) || ideas < 1_000) throw new BenchError("--ideas is a whole number, 1,000 at least.");
  if (values.data === undefined) throw new BenchError("Name a folder with --data.");
  return { folders: values.data, ideas };
}
