import { v7 as uuidv7 } from "uuid";
import { pino } from "pino";
import sql from "sql-template-tag";
import { createApp, type App } from "../../src/app.js";
import { readConfig, type Config } from "../../src/config.js";
import { openDatabase } from "../../src/database/open-database.js";
import { importFolder } from "../../src/import/import-folder.js";
import { listLength } from "./measures.js";
import type { Imported } from "./network.js";

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

/** Loads the folder before the service starts; gives its members in the order of their ids. */
export async function load(config: Config, folder: string, source: string): Promise<Imported[]> {
  const { database, close } = await openDatabase(config, log, { statementTimeoutMs: 60_000 });
  try {
    const onProblem = (line: string): void => void process.stderr.write(`${line}\n`);
    await importFolder(database, { folder, source, onProblem, now: () => new Date(), newId: () => uuidv7() });
    await database.query(sql`ANALYZE`);
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

const query = `query ($first: Int!) { viewer { suggestedCollaborators(first: $first) { member { id } } } }`;

interface Answer {
  data?: { viewer: { suggestedCollaborators: { member: { id: string } }[] } | null } | null;
}

/** What the running service suggests to each of `seekers`, asked over HTTP as that member. */
export async function suggestionsOf(app: App, ids: string[], seekers: number[]): Promise<Map<number, number[]>> {
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const lists = new Map<number, number[]>(seekers.map((seeker) => [seeker, []]));
  const waiting = [...seekers];
  const ask = async (): Promise<void> => {
    for (let seeker = waiting.pop(); seeker !== undefined; seeker = waiting.pop()) {
      const { token } = await app.services.tokens.sign(ids[seeker]!);
      const response = await fetch(`${app.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: { first: listLength } }),
      });
      const { data } = (await response.json()) as Answer;
      if (!data?.viewer)
        throw new Error(`The service answered with status ${response.status} and without suggestions.`);
      lists.set(
        seeker,
        data.viewer.suggestedCollaborators.map(({ member }) => numbers.get(member.id)!),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  return lists;
}
