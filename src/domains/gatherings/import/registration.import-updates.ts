import sql, { raw } from "sql-template-tag";
import type { Batch } from "../../../import/batch.js";
import type { Change, Current } from "../../../import/changes.js";
import type { RegistrationStatus } from "../gathering.enums.js";

/** Registrations that an import brought in, as they are now. */
export async function currentRegistrations(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<RegistrationNow>(sql`
    SELECT id, imported, status, checked_in_at IS NOT NULL AS attended, registered_at AS since
    FROM registration WHERE id = ANY(${ids}::uuid[]) ORDER BY id ${raw(lock ? "FOR UPDATE" : "")}`);
  return rows.map(({ status, attended, since, ...row }) => ({
    ...row,
    fields: { status, attended, since: since?.toISOString() ?? null },
  }));
}

interface RegistrationNow {
  id: string;
  imported: Current["imported"];
  status: RegistrationStatus;
  attended: boolean;
  since: Date | null;
}

/** A check-in is dated to the start of the gathering, as the file has no times. */
export async function updateRegistrations(changes: readonly Change[], batch: Batch): Promise<void> {
  const rows = changes.map(({ id, fields, imported }) => ({ ...fields, id, imported }));
  await batch.query(sql`
    UPDATE registration SET status = new.status, registered_at = new.since, imported = new.imported,
      checked_in_at = CASE WHEN new.attended THEN coalesce(registration.checked_in_at, g.starts_at) END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, status registration_status, attended boolean, since timestamptz, imported jsonb), gathering g
    WHERE registration.id = new.id AND g.id = registration.gathering_id RETURNING 1`);
}
