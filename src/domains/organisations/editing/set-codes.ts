import sql from "sql-template-tag";
import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { enteredCodes } from "../organisation-code.js";
import { organisationWording } from "../organisation.wording.js";

/** Gives an organisation, which is locked, these codes instead of those that it has; false when it has just these. */
export async function setCodes(tx: TransactionContext, id: string, texts: readonly string[]): Promise<boolean> {
  const present = await tx.db.query<{ code: string }>(
    sql`SELECT code FROM organisation_code WHERE organisation_id = ${id}`,
  );
  const codes = enteredCodes(texts, new Set(present.map(({ code }) => code)));
  const [{ dropped }] = (await tx.db.query<{ dropped: number }>(sql`
    WITH gone AS (
      DELETE FROM organisation_code WHERE organisation_id = ${id} AND code <> ALL(${codes}::text[]) RETURNING 1)
    SELECT count(*)::int AS dropped FROM gone`)) as [{ dropped: number }];
  const [{ added }] = (await tx.db.query<{ added: number }>(sql`
    WITH added AS (
      INSERT INTO organisation_code (code, organisation_id)
      SELECT code, ${id}::uuid FROM unnest(${codes}::text[]) AS code ORDER BY code
      ON CONFLICT (code) DO NOTHING RETURNING 1)
    SELECT count(*)::int AS added FROM added`)) as [{ added: number }];
  const [other] = await tx.db.query<{ code: string; name: string }>(sql`
    SELECT code, name FROM organisation_code JOIN organisation ON organisation.id = organisation_id
    WHERE code = ANY(${codes}::text[]) AND organisation_id <> ${id} LIMIT 1`);
  if (other)
    reject(
      "ORGANISATION_EXISTS",
      organisationWording.codeTaken({ code: other.code, holder: other.name }),
      "codes",
      String(codes.indexOf(other.code)),
    );
  return dropped + added > 0;
}
