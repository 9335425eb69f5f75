import { v7 as uuidv7 } from "uuid";
import { pino } from "pino";
import sql from "sql-template-tag";
import { createApp, type App } from "../../src/app/app.js";
import { readConfig, type Config } from "../../src/config.js";
import { openDatabase } from "../../src/core/database/open-database.js";
import { importFolder, problemLine, type ImportProblem } from "../../src/import/import-folder.js";
import { trainAndStore } from "../../src/domains/matchmaking/ranker/train.service.js";
import { listLength } from "./measures.js";
import type { Imported } from "./network.js";
import { databaseSchema } from "../../src/app/database-schema.js";
import { importFiles } from "../../src/app/contributions.js";

const log = pino({ level: "warn" }, pino.destination(2));
const atOnce = 4;

/** The service's configuration on a PostgreSQL of its own in `dataDir`, whatever the environment says. */
export const benchConfig = (dataDir: string): Config => {
  const unlimited = "1000000000";
  return readConfig({
    DATA_DIR: dataDir,
    PORT: "0",
    DEMO: "off",
    COST_PER_MINUTE: unlimited,
    COST_PER_MINUTE_ANONYMOUS: unlimited,
  });
};

/** Loads the folder, and learns from it, before the service starts; gives its members in the order of their ids. */
export async function load(config: Config, folder: string, source: string): Promise<Imported[]> {
  const { database, url, close } = await openDatabase(databaseSchema, config, log, { statementTimeoutMs: 60_000 });
  try {
    const onProblem = (problem: ImportProblem): void => void process.stderr.write(`${problemLine(problem)}\n`);
    await importFolder(database, {
      files: importFiles,
      folder,
      source,
      onProblem,
      settings: { visibility: "EVERYBODY", shareAttendance: true },
      now: () => new Date(),
      newId: () => uuidv7(),
    });
    // Whoever was imported without an address has no account, and so nothing is suggested to them.
    await database.query(sql`
      INSERT INTO account (member_id, email) SELECT id, id || '@bench.example' FROM member
      WHERE NOT EXISTS (SELECT FROM account WHERE member_id = member.id)`);
    await database.query(sql`ANALYZE`);
    const { kind } = await trainAndStore(database, { url, seed: 1, now: () => new Date() });
    process.stderr.write(`ranked by ${kind}\n`);
    return await database.query<Imported>(sql`
      SELECT member.id, source_id AS "sourceId", organisation.name AS organisation
      FROM member LEFT JOIN organisation ON organisation.id = organisation_id
      WHERE source = ${source} ORDER BY member.id`);
  } finally {
    await close();
  }
}

/** Runs the service for the time of `work`. */
export async function withService<T>(config: Config, work: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp(config, { log });
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}

const suggestions = `query ($first: Int!) { viewer { suggestedCollaborators(first: $first) { member { id } } } }`;
const shown = `mutation ($memberIds: [ID!]!) {
  recordShownSuggestions(input: { memberIds: $memberIds }) { recorded userErrors { message } }
}`;

interface Suggestions {
  viewer: { suggestedCollaborators: { member: { id: string } }[] };
}

/** What the running service suggests to each of `seekers`, asked over HTTP as that member. */
export async function suggestionsOf(app: App, ids: string[], seekers: number[]): Promise<Map<number, number[]>> {
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const lists = new Map<number, number[]>(seekers.map((seeker) => [seeker, []]));
  await forEach(seekers, async (seeker) => {
    const { viewer } = await ask<Suggestions>(app, ids[seeker]!, suggestions, { first: listLength });
    lists.set(
      seeker,
      viewer.suggestedCollaborators.map(({ member }) => numbers.get(member.id)!),
    );
  });
  return lists;
}

/**
 * Tells the service that each member saw their list, as a front-end would, and has it measure who was shown to how
 * many.
 */
export async function show(app: App, ids: string[], lists: Map<number, number[]>): Promise<void> {
  await forEach([...lists], async ([seeker, list]) => {
    await ask(app, ids[seeker]!, shown, { memberIds: list.map((member) => ids[member]!) });
  });
  // Else it is measured within the minute.
  await app.services.database.query(sql`DELETE FROM suggestion_exposure_figures`);
  await app.services.exposure.run();
}

async function forEach<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const workOn = async (): Promise<void> => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, workOn));
}

async function ask<T>(app: App, memberId: string, query: string, variables: object): Promise<T> {
  const { token } = await app.services.tokens.sign(memberId);
  const response = await fetch(`${app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string }[] };
  if (!data || errors) throw new Error(`The service answered with ${response.status} ${errors?.[0]?.message ?? ""}`);
  return data;
}
