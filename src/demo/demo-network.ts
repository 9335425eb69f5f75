import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { Database } from "../core/database/database.js";
import type { CoreServices } from "../core/graphql/context.js";
import { certificatesFor } from "../domains/certificates/issue-certificates.js";
import type { IdentityServices } from "../domains/identity/identity.services.js";
import { importFolder, problemLine } from "../import/import-folder.js";
import { projectRoot } from "../core/project-root.js";
import type { ImportFile } from "../import/import-file.js";
import { demoAnswers } from "./demo-answers.js";
import { demoFollowers } from "./demo-followers.js";
import { demoHelp } from "./demo-help.js";
import { demoIdeas } from "./demo-ideas.js";
import { demoJoining } from "./demo-joining.js";
import { demoLeftMessages } from "./demo-left-messages.js";
import { demoMessages } from "./demo-messages.js";
import { demoOrganisations } from "./demo-organisations.js";
import { demoTrack } from "./demo-track.js";
import { demoVocabulary } from "./demo-vocabulary.js";

/**
 * The day on which the texts of `demo/` were written; its dates move along, so that gatherings lie on both sides of
 * today.
 */
const writtenOn = Date.UTC(2026, 0, 1);
const weekMs = 7 * 86_400_000;

/** A made-up member whom everybody may sign in as. No secret: signing up gives as much. */
export const demoSignIn = { email: "lotte.peeters@demo.example", password: "samen-innoveren" };

/**
 * Fills an empty database with the demo network, or goes on with a filling that was broken off; leaves any other alone.
 */
export async function loadDemoNetwork(
  { database, passwords, now, newId }: CoreServices & IdentityServices,
  files: readonly ImportFile[],
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const [{ wanted } = { wanted: false }] = await database.reads.query<{ wanted: boolean }>(sql`
    SELECT NOT EXISTS (SELECT FROM member WHERE source IS DISTINCT FROM 'demo')
      AND NOT EXISTS (SELECT FROM account WHERE password_hash IS NOT NULL)
      AND (NOT EXISTS (SELECT FROM theme)
        OR EXISTS (SELECT FROM event WHERE kind = 'network.imported' AND data->>'source' = 'demo')) AS wanted`);
  if (!wanted) return;
  const report = await importFolder(database, {
    files,
    folder: join(projectRoot, "demo"),
    // By whole weeks, so that a meeting on a Thursday stays on one.
    shiftDays: 7 * Math.floor((now().getTime() - writtenOn) / weekMs),
    // Nobody in it is real, and its profiles are there to be seen.
    settings: { visibility: "EVERYBODY", shareAttendance: true },
    onProblem: (problem) => log.warn(`demo network: ${problemLine(problem)}`),
    signal,
    now,
    newId,
  });
  const statements = [
    ...demoIdeas(newId),
    demoAnswers(newId),
    demoHelp(newId, now()),
    demoMessages(newId),
    ...demoJoining(newId),
    demoLeftMessages(newId, now()),
    demoOrganisations(),
    demoTrack(newId, now()),
    ...demoVocabulary(newId, now()),
    demoFollowers(newId, randomBytes(32).toString("base64url"), now()),
  ];
  for (const statement of statements) await database.query(statement);
  const completed = await database.query<{ id: string }>(
    sql`SELECT id FROM track_enrolment WHERE completed_at IS NOT NULL ORDER BY id`,
  );
  await database.query(
    certificatesFor(
      completed.map(({ id }) => id),
      newId,
    ),
  );
  const passwordHash = await passwords.hash(demoSignIn.password);
  await database.query(
    sql`UPDATE account SET password_hash = ${passwordHash} WHERE email = ${demoSignIn.email} AND password_hash IS NULL`,
  );
  log.info({ rows: report.files.reduce((sum, file) => sum + file.added, 0) }, "loaded the demo network");
}

/** Whether the demo sign-in works here. */
export async function hasDemoSignIn(database: Database): Promise<boolean> {
  const rows = await database.reads.query(sql`
    SELECT 1 FROM account JOIN member ON member.id = account.member_id
    WHERE email = ${demoSignIn.email} AND source = 'demo' AND password_hash IS NOT NULL`);
  return rows.length > 0;
}
