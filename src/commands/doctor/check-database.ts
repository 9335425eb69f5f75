import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Sql } from "sql-template-tag";
import { databaseSchema } from "../../app/database-schema.js";
import type { Config } from "../../config.js";
import { outboxState } from "../../core/mail/outbox.js";
import { checkExtensions, extensionsOf } from "./check-extensions.js";
import { connectionProblem } from "./connection-problem.js";
import {
  appliedMigrations,
  clockDifference,
  hearsNotifications,
  readFacts,
  type DatabaseFacts,
} from "./database-facts.js";
import { findingsAbout, type Finding } from "./finding.js";

const { ok, warning, problem } = findingsAbout("database");
const migrations = findingsAbout("migrations");
const clock = findingsAbout("clock");
const mails = findingsAbout("mails");

const timeoutMs = 5_000;
const oldestVersion = 150_000;
/** What a process opens, with as much again for backups and administrators. */
const connectionsOfOne = { process: 22, spare: 10 };
const clockSeconds = { warning: 1, problem: 5 };
/** A mail that waits longer than this was not just written. */
const lateMailSeconds = 600;

/** Checks the database at `reach()`, or says that the embedded one is not made yet. */
export async function checkDatabase(config: Config, reach: () => Promise<string>): Promise<Finding[]> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, "postgres", "PG_VERSION")))
    return [ok(`the embedded PostgreSQL is made in ${config.dataDir} at the first start`)];
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({
      connectionString: await reach(),
      application_name: "ino-doctor",
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    });
    // An error while it rests is one of the next query.
    client.on("error", () => undefined);
    await client.connect();
    const facts = await readFacts(client);
    const isExternal = config.databaseUrl !== undefined;
    return [
      ...checkFacts(facts, isExternal),
      ...((await hearsNotifications(client))
        ? []
        : [
            warning(
              "LISTEN hears nothing: live events arrive by polling, up to half a second late",
              "Connect to PostgreSQL itself, or to a pooler in session mode.",
            ),
          ]),
      ...(await checkExtensions(client, extensionsOf(databaseSchema.migrations))),
      checkClock(await clockDifference(client)),
      ...(await checkTables(client)),
    ];
  } catch (error) {
    return [connectionProblem(error, config.databaseUrl)];
  } finally {
    await client?.end().catch(() => undefined);
  }
}

function checkFacts(facts: DatabaseFacts, isExternal: boolean): Finding[] {
  const { version, versionNumber, role, isSuperuser, isReplica, isReadOnly, encoding, tls, isLocal } = facts;
  const size = `${Math.ceil(facts.sizeBytes / 2 ** 20)} MiB`;
  const findings = [ok(`PostgreSQL ${version} as ${role}, ${size}, ${tls === null ? "without TLS" : `by ${tls}`}`)];
  if (versionNumber < oldestVersion)
    findings.push(problem(`PostgreSQL ${version} is too old`, "Use PostgreSQL 15 or newer."));
  if (isReplica || isReadOnly)
    findings.push(
      problem(
        isReplica ? "this is a replica: nothing can be written" : "transactions are read-only by default",
        "Set DATABASE_URL to the primary, where default_transaction_read_only is off.",
      ),
    );
  if (encoding !== "UTF8")
    findings.push(problem(`the encoding is ${encoding}`, "Create the database with ENCODING 'UTF8'."));
  if (isExternal && isSuperuser)
    findings.push(
      warning(
        `${role} is a superuser`,
        "Use a role that owns the database and no more, such as of docker/create-role.sh.",
      ),
    );
  if (isExternal && tls === null && !isLocal)
    findings.push(
      warning(
        "the connection leaves the machine without TLS",
        "Add ?sslmode=verify-full to DATABASE_URL; see docs/configuration.md, The database.",
      ),
    );
  return [...findings, ...checkPrivileges(facts)];
}

function checkPrivileges(facts: DatabaseFacts): Finding[] {
  const { role, mayCreate, mayCreateTemporary, foreignTables, maxConnections } = facts;
  const findings: Finding[] = [];
  if (!mayCreate)
    findings.push(
      problem(
        `${role} may not create tables: neither migrations nor the months of the event log`,
        `As administrator: GRANT CREATE ON SCHEMA public TO ${role};`,
      ),
    );
  if (foreignTables > 0)
    findings.push(
      problem(
        `${role} does not own ${foreignTables} of the tables: migrations fail, and events are never deleted`,
        `As administrator, for each table: ALTER TABLE … OWNER TO ${role};`,
      ),
    );
  if (!mayCreateTemporary)
    findings.push(
      warning(
        `${role} may not create temporary tables: the import has no dry run`,
        `As administrator: GRANT TEMPORARY ON DATABASE … TO ${role};`,
      ),
    );
  const needed = connectionsOfOne.process + connectionsOfOne.spare;
  if (maxConnections < needed)
    findings.push(
      warning(
        `PostgreSQL takes ${maxConnections} connections; a process of the service opens up to ${connectionsOfOne.process}`,
        `Set max_connections to ${needed} or more, and ${connectionsOfOne.process} more for each further process.`,
      ),
    );
  return findings;
}

function checkClock({ aheadMs, withinMs }: { aheadMs: number; withinMs: number }): Finding {
  const seconds = Math.max(0, Math.abs(aheadMs) - withinMs / 2) / 1_000;
  const text = `the database's clock is ${(Math.abs(aheadMs) / 1_000).toFixed(1)} s ${aheadMs < 0 ? "behind" : "ahead of"} this machine's`;
  const remedy = "Let both machines set their clocks by NTP: tokens and links are valid by the clock.";
  if (seconds >= clockSeconds.problem) return clock.problem(text, remedy);
  return seconds >= clockSeconds.warning ? clock.warning(text, remedy) : clock.ok("the same as the database's");
}

async function checkTables(client: pg.Client): Promise<Finding[]> {
  const applied = await appliedMigrations(client);
  const known = databaseSchema.migrations.map((migration) => new migration().name ?? migration.name);
  const pending = known.filter((name) => !applied?.has(name));
  if (pending.length > 0)
    return [
      migrations.problem(
        applied === null ? "the database is empty" : `${pending.length} are pending: ${pending.join(", ")}`,
        "Run: ino migrate",
      ),
    ];
  const newer = [...applied!].filter((name) => !known.includes(name));
  return [
    newer.length > 0
      ? migrations.warning(
          `the database is of a newer version, with ${newer.join(", ")}`,
          "Start that version; this one may run until it is replaced.",
        )
      : migrations.ok(`all ${known.length} are applied`),
    ...(await checkMails(client)),
  ];
}

async function checkMails(client: pg.Client): Promise<Finding[]> {
  const query = async <Row extends object>({ text, values }: Sql): Promise<Row[]> =>
    (await client.query<Row>(text, values)).rows;
  const { waiting, failed, held, oldestSeconds } = await outboxState({ query });
  const minutes = Math.round(oldestSeconds / 60);
  const findings: Finding[] = [];
  if (failed > 0)
    findings.push(
      mails.warning(
        `${failed} of ${waiting} that wait could not be sent before, the oldest for ${minutes} minutes`,
        "See the line about the mail server. A mail is given up after a day.",
      ),
    );
  else if (oldestSeconds > lateMailSeconds)
    findings.push(
      mails.warning(`${waiting} wait, the oldest for ${minutes} minutes`, "Start the service, which sends them."),
    );
  if (held > 0) findings.push(mails.warning(`${held} are held since a restore`, "Run: ino held-mails --help"));
  return findings.length > 0 ? findings : [mails.ok(`${waiting} wait, none failed`)];
}
