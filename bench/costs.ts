import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { format } from "prettier";
import { schema } from "../src/app/schema.js";
import type { FieldTime } from "../src/core/graphql/operation-cost.js";
import { projectRoot } from "../src/core/project-root.js";
import { BenchError } from "./bench-error.js";
import { benchRun } from "./bench-run.js";
import { fillLibrary, librarySize } from "./costs/fill-library.js";
import { timedFields, type TimedField } from "./costs/timed-fields.js";
import { newDatabase, openServer } from "./speed/bench-database.js";
import { sharedOutCores, tie } from "./speed/cores.js";
import { generateNetwork, someMembers } from "./speed/generated-network.js";
import { askersOf, Client, median, type Asker } from "./speed/load.js";
import { startService } from "./speed/service-process.js";

export const usage = `Usage: npm run bench -- costs [--write] [--rounds R]

Measures how long every list, count and ranking of the schema takes in a network of 100,000 members, 200,000 ideas, 20,000 practices and 500
learning tracks, one after the other without other load: the median time of a query with the field, less that of the same query without it.
What something with an id has is measured for twenty at a time, drawn at random, and divided by twenty.
  --write      writes the table by which operations are charged before they run, src/app/field-times.ts
  --rounds R   how often each is measured, by default 15`;

const size = { members: 100_000, themes: 500, broader: 0, ideas: 200_000 };
const table = join(projectRoot, "src/app/field-times.ts");
const statementTimeoutMs = 1_900;
/** A table of microseconds would change with every run. */
const stepMs = 0.1;
/** How many parents a field is measured for. */
const parents = 20;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { write: { type: "boolean", default: false }, rounds: { type: "string", default: "15" } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isSafeInteger(rounds) || rounds < 1) throw new BenchError("--rounds is a whole number from 1.");
  await benchRun({ command: ["costs", ...args].join(" "), file: "costs" }, async ({ folder, cleanup, tell }) => {
    const server = await openServer(folder, cleanup);
    const database = await newDatabase(server, cleanup);
    await generateNetwork(database.url, size);
    await fillLibrary(database.url);
    const [member] = await someMembers(database.url, 1, 1);
    await makeAdministrator(database.url, member!);
    const ids = await someOf(database.url);
    const cores = await sharedOutCores();
    const dataDir = join(folder, "service");
    const service = await startService({ databaseUrl: database.url, dataDir, cores: cores?.service }, cleanup);
    if (cores && server.pid !== null) await tie(server.pid, cores.others);
    const client = new Client(service.url, 1);
    const [asker] = await askersOf([member!]);
    const { timed, skipped } = timedFields(schema);
    const times: Record<string, FieldTime> = {};
    for (const field of timed) {
      const type = /\$(\w+)/.exec(field.parent)?.[1];
      if (type !== undefined && !ids[type]) {
        skipped.push(field.coordinate);
        continue;
      }
      const parent =
        type === undefined ? field.parent : field.parent.replace(`$${type}`, JSON.stringify(ids[type]).slice(1, -1));
      const tookMs = await timeOf(client, asker!, { ...field, parent }, rounds);
      const ms = type === undefined ? tookMs : tookMs / ids[type]!.length;
      tell(`${field.coordinate}${field.isSearch ? " with a search" : ""}: ${ms.toFixed(2)} ms`);
      put(times, field, ms);
    }
    client.close();
    assumeMedian(times, skipped, tell);
    if (values.write) await writeFile(table, await tableOf(times));
    return { fields: times, assumed: skipped };
  });
}

/** Makes the member see what only administrators and organisers do. */
const makeAdministrator = (url: string, member: string): Promise<unknown> =>
  query(url, "UPDATE account SET roles = '{MEMBER,ORGANISER,ANALYST,ADMIN}' WHERE member_id = $1", [member]);

/** Of each type that has rows, the ids of some, always the same. */
async function someOf(url: string): Promise<Record<string, string[]>> {
  const tables: Record<string, string> = {
    Theme: "theme",
    Member: "member",
    Organisation: "organisation",
    Idea: "idea",
    Comment: "comment",
    Gathering: "gathering",
    GatheringSeries: "gathering_series",
    Registration: "registration",
    Collaboration: "collaboration",
    Practice: "practice",
    Message: "message",
    LearningTrack: "learning_track",
    TrackEnrolment: "track_enrolment",
    Certificate: "certificate",
    ThemeSuggestion: "theme_suggestion",
  };
  const ids: Record<string, string[]> = {};
  for (const [type, table] of Object.entries(tables))
    ids[type] = (
      await query(url, `SELECT id FROM ${table} ORDER BY hashtextextended(id::text, 7), id LIMIT ${parents}`)
    ).map(({ id }) => id);
  return ids;
}

async function query(url: string, text: string, values: string[] = []): Promise<{ id: string }[]> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  try {
    return (await client.query<{ id: string }>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Alternately with and without the field, so that a slow moment hits both. */
async function timeOf(client: Client, asker: Asker, field: TimedField, rounds: number): Promise<number> {
  const [took, base]: [number[], number[]] = [[], []];
  const ask = async (selection: string, into: number[] | null): Promise<void> => {
    const began = performance.now();
    // What takes longer than a statement may is ended by the service: so long it takes at least.
    await client.ask(asker, field.parent.replace("%", selection)).catch((error: Error) => {
      if (performance.now() - began < statementTimeoutMs) throw error;
    });
    into?.push(performance.now() - began);
  };
  for (let n = -2; n < rounds; n++) {
    await ask(field.selection, n < 0 ? null : took);
    await ask("", n < 0 ? null : base);
  }
  return Math.max(0, median(took) - median(base));
}

/** Rounded up, as it is charged before anything is known; of several lists of one connection the slowest counts. */
function put(times: Record<string, FieldTime>, { coordinate, isSearch }: TimedField, measuredMs: number): void {
  const ms = rounded(measuredMs);
  const known = times[coordinate];
  if (isSearch) times[coordinate] = { ms: known?.ms ?? ms, searchMs: ms };
  else times[coordinate] = { ...known, ms: Math.max(ms, known?.ms ?? 0) };
}

const rounded = (ms: number): number => Number((stepMs * Math.max(1, Math.ceil(ms / stepMs))).toFixed(1));

/** What the network has no rows for takes as long as the others do. */
function assumeMedian(times: Record<string, FieldTime>, skipped: string[], tell: (line: string) => void): void {
  const ms = rounded(median(Object.values(times).map((time) => time.ms)));
  for (const coordinate of skipped.filter((skipped) => !Object.hasOwn(times, skipped))) {
    times[coordinate] = { ms };
    tell(`${coordinate}: not measured, assumed ${ms} ms, the median of the others`);
  }
}

function tableOf(times: Record<string, FieldTime>): Promise<string> {
  const rows = Object.entries(times).sort(([one], [other]) => (one < other ? -1 : 1));
  return format(
    `import type { FieldTime } from "../core/graphql/operation-cost.js";

    /**
     * How long each list, count and ranking takes, in milliseconds of service time, at ${size.members.toLocaleString("en")} members,
     * ${size.ideas.toLocaleString("en")} ideas and ${librarySize.practices.toLocaleString("en")} practices.
     * Written by \`npm run bench -- costs --write\`.
     */
    export const fieldTimes: Record<string, FieldTime> = ${JSON.stringify(Object.fromEntries(rows))};`,
    { parser: "typescript", printWidth: 120 },
  );
}
