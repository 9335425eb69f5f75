import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { BenchError } from "./bench-error.js";
import type { App } from "../src/app/app.js";
import { best, historyMethods, themeMethods, type Method } from "./quality/baselines.js";
import { listLength } from "./quality/measures.js";
import { checkFolder, readNetwork, type BenchNetwork } from "./quality/network.js";
import { reportsOf, tableOf, type Lists, type MethodReport } from "./quality/report.js";
import { benchConfig, load, show, suggestionsOf, withService } from "./quality/service.js";

export const usage = `Usage: npm run bench -- suggestions-quality --data <folder> [--themes-only] [--against held-out|all]
                                                   [--without-registrations]

Imports the folder into a service of its own, without held-out-links.csv, asks it over HTTP for suggestions to each member
with held-out links, and compares it with simple methods: by themes alone, and with collaborations.csv as history.
  --themes-only             collaborations.csv is not imported, and nothing is measured with history
  --against all             the links to find are all links, and the methods know none of them (with --themes-only)
  --without-registrations   who came to which gathering is not imported: in some folders links were made from it`;

interface Options {
  folder: string;
  themesOnly: boolean;
  againstAll: boolean;
  withoutRegistrations: boolean;
}

/** Prints a table and a line of JSON for each method, then all of them as one array. */
export async function run(args: string[]): Promise<void> {
  const options = optionsOf(args);
  await checkFolder(options.folder);
  const work = await mkdtemp(join(tmpdir(), "ino-bench-"));
  try {
    const themes = await measure("themes", options, work);
    const history = options.themesOnly ? [] : await measure("history", options, work);
    const reports = [...themes, ...history];
    const name = basename(resolve(options.folder));
    const lines = [
      `npm run bench -- suggestions-quality ${args.join(" ").replace(options.folder, name)}`,
      tableOf("themes alone", themes),
      ...(history.length > 0 ? [tableOf("with the known collaborations", history)] : []),
      ...reports.map((report) => JSON.stringify(report)),
      JSON.stringify(reports),
    ];
    const results = new URL("../../bench/results/", import.meta.url);
    await mkdir(results, { recursive: true });
    const file = ["suggestions-quality", name, ...variantOf(options)].join("-");
    await writeFile(new URL(`${file}.txt`, results), `${lines.join("\n")}\n`);
    process.stdout.write(`${lines.join("\n")}\n`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function optionsOf(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: "string" },
      "themes-only": { type: "boolean", default: false },
      against: { type: "string", default: "held-out" },
      "without-registrations": { type: "boolean", default: false },
    },
  });
  if (values.data === undefined) throw new BenchError("Name a folder with --data.");
  if (!["held-out", "all"].includes(values.against)) throw new BenchError("--against is held-out or all.");
  const againstAll = values.against === "all";
  if (againstAll && !values["themes-only"]) throw new BenchError("--against all goes with --themes-only.");
  return {
    folder: values.data,
    themesOnly: values["themes-only"],
    againstAll,
    withoutRegistrations: values["without-registrations"],
  };
}

const variantOf = ({ themesOnly, againstAll, withoutRegistrations }: Options): string[] => [
  ...(themesOnly ? ["themes-only"] : []),
  ...(againstAll ? ["against-all"] : []),
  ...(withoutRegistrations ? ["without-registrations"] : []),
];

async function measure(mode: "themes" | "history", options: Options, work: string): Promise<MethodReport[]> {
  const withHistory = mode === "history";
  const leftOut = ["held-out-links.csv"];
  if (!withHistory) leftOut.push("collaborations.csv");
  if (options.withoutRegistrations) leftOut.push("registrations.csv");
  const folder = join(work, mode);
  await cp(options.folder, folder, { recursive: true, filter: (file) => !leftOut.includes(basename(file)) });
  const config = benchConfig(join(work, `${mode}-data`));
  const imported = await load(config, folder, basename(resolve(options.folder)));
  const network = await readNetwork(options.folder, imported);
  const relevant = options.againstAll
    ? network.heldOut.map((links, member) => new Set([...links, ...network.known[member]!]))
    : network.heldOut;
  const seekers = relevant.flatMap((links, member) => (links.size > 0 ? [member] : []));
  const ask = (app: App): Promise<Map<number, number[]>> => suggestionsOf(app, network.ids, seekers);
  const unforced = withHistory ? await withService({ ...config, freshContacts: 0 }, ask) : null;
  const [service, shown] = await withService(config, async (app) => {
    const before = await ask(app);
    await show(app, network.ids, before);
    return [before, await ask(app)] as const;
  });
  const methods = { ...themeMethods(network), ...(withHistory && historyMethods(network)) };
  return reportsOf(mode, network, relevant, [
    { method: "service", lists: service },
    { method: "service, after all were shown", lists: shown },
    ...(unforced ? [{ method: "service, FRESH_CONTACTS=0", lists: unforced }] : []),
    ...Object.entries(methods).map(([name, method]) => listsOf(network, name, method, seekers, withHistory)),
  ]);
}

function listsOf(network: BenchNetwork, name: string, method: Method, seekers: number[], withHistory: boolean): Lists {
  const lists = seekers.map((seeker): [number, number[]] => {
    const leftOut = (member: number): boolean =>
      member === seeker || (withHistory && network.known[seeker]!.has(member));
    return [seeker, best(method(seeker), listLength, leftOut)];
  });
  return { method: name, lists: new Map(lists) };
}
