import type pg from "pg";
import type { MigrationInterface } from "typeorm";
import { findingsAbout, type Finding } from "./finding.js";

const { ok, problem } = findingsAbout("extensions");

/** The extensions that migrations create, by their own statements. */
export const extensionsOf = (migrations: readonly (new () => MigrationInterface)[]): string[] => [
  ...new Set(
    migrations.flatMap((migration) =>
      [...String(migration).matchAll(/CREATE EXTENSION (?:IF NOT EXISTS )?"?(\w+)/gi)].map(([, name]) => name!),
    ),
  ),
];

interface Extension {
  name: string;
  isInstalled: boolean;
  isAvailable: boolean;
  mayCreate: boolean;
}

/** Whether the database has these extensions, or the migrations can create them. */
export async function checkExtensions(client: pg.Client, names: string[]): Promise<Finding[]> {
  if (names.length === 0) return [];
  const { rows } = await client.query<Extension>(
    `SELECT name,
      EXISTS (SELECT FROM pg_extension WHERE extname = name) AS "isInstalled",
      EXISTS (SELECT FROM pg_available_extensions AS available WHERE available.name = required.name) AS "isAvailable",
      (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        OR has_database_privilege(current_database(), 'CREATE')
          AND EXISTS (SELECT FROM pg_available_extension_versions AS version WHERE version.name = required.name AND trusted) AS "mayCreate"
    FROM unnest($1::text[]) AS required (name)`,
    [names],
  );
  const findings = rows.flatMap(({ name, isInstalled, isAvailable, mayCreate }) => {
    if (isInstalled || (isAvailable && mayCreate)) return [];
    return isAvailable
      ? [problem(`${name} is missing, and the role may not create it`, `As administrator: CREATE EXTENSION ${name};`)]
      : [problem(`PostgreSQL has no ${name}`, "Install PostgreSQL's additional modules, such as postgresql-contrib.")];
  });
  return findings.length > 0 ? findings : [ok(`${names.join(", ")}: there, or the migrations create them`)];
}
