import sql, { raw } from "sql-template-tag";
import type { Batch } from "../../../import/batch.js";
import type { Change, Current } from "../../../import/changes.js";
import { erased } from "../../../import/invalid-row.js";
import { membersBySourceId } from "../../members/imported-members.js";
import { replaceThemes, themesInOrder } from "../../themes/imported-themes.js";

/** Gatherings that an import brought in, as they are now. */
export async function currentGatherings(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<GatheringNow>(sql`
    SELECT e.id, e.imported, e.title, e.format, e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.place_name AS place,
      e.capacity, e.description, ${themesInOrder("gathering")} AS themes,
      ARRAY(
        SELECT coalesce(s.source_id, m.source_id, '') FROM gathering_host h JOIN member m ON m.id = h.member_id
        LEFT JOIN member_source s ON s.member_id = m.id AND s.source = ${batch.source}
        WHERE h.gathering_id = e.id) AS hosts
    FROM gathering e WHERE e.id = ANY(${ids}::uuid[]) ORDER BY e.id ${raw(lock ? "FOR UPDATE" : "")}`);
  return rows.map(({ id, imported, startsAt, endsAt, hosts, ...fields }) => ({
    id,
    imported,
    fields: {
      ...fields,
      host: hosts.sort().join("|"),
      starts_at: startsAt.toISOString(),
      ends_at: endsAt?.toISOString() ?? null,
    },
  }));
}

interface GatheringNow {
  id: string;
  imported: Record<string, string> | null;
  title: string;
  format: string;
  startsAt: Date;
  endsAt: Date | null;
  place: string | null;
  capacity: number | null;
  description: string | null;
  themes: string;
  /** What the source calls them; empty for who is no member of it. */
  hosts: string[];
}

export async function updateGatherings(changes: readonly Change[], batch: Batch): Promise<void> {
  const rows = changes.map(({ id, fields, imported }) => ({ ...fields, id, imported }));
  await batch.query(sql`
    UPDATE gathering SET title = new.title, format = new.format, starts_at = new.starts_at, ends_at = new.ends_at,
      place_name = new.place, capacity = new.capacity, description = new.description, imported = new.imported,
      version = version + 1
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, title text, format gathering_format, starts_at timestamptz, ends_at timestamptz, place text, capacity integer,
      description text, imported jsonb)
    WHERE gathering.id = new.id RETURNING 1`);
  const themed = changes.filter(({ changed }) => changed.includes("themes"));
  await replaceThemes(
    batch,
    "gathering",
    themed.map(({ id, fields }) => ({ id, slugs: String(fields.themes) })),
  );
  const hosted = changes.filter(({ changed }) => changed.includes("host"));
  if (hosted.length > 0) await replaceHosts(hosted, batch);
}

async function replaceHosts(changes: readonly Change[], batch: Batch): Promise<void> {
  const hosts = changes.flatMap(({ id, fields }) =>
    String(fields.host)
      .split("|")
      .map((host) => ({ id, host })),
  );
  const members = await membersBySourceId(
    batch,
    hosts.map(({ host }) => host),
  );
  const known = hosts.flatMap(({ id, host }) => {
    const memberId = members.get(host);
    return memberId === undefined || memberId === erased ? [] : [{ id, memberId }];
  });
  await batch.query(sql`
    WITH gone AS (
      DELETE FROM gathering_host WHERE gathering_id = ANY(${changes.map(({ id }) => id)}::uuid[]) RETURNING 1)
    SELECT FROM gone`);
  await batch.query(sql`
    INSERT INTO gathering_host (gathering_id, member_id)
    SELECT DISTINCT * FROM unnest(
      ${known.map(({ id }) => id)}::uuid[],
      ${known.map(({ memberId }) => memberId)}::uuid[])`);
}

/** Registrations that an import brought in, as they are now. */
export async function currentRegistrations(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  return batch.query<{ id: string; imported: Record<string, string> | null; fields: Current["fields"] }>(sql`
    SELECT id, imported, jsonb_build_object('status', status, 'attended', checked_in_at IS NOT NULL) AS fields
    FROM registration WHERE id = ANY(${ids}::uuid[]) ORDER BY id ${raw(lock ? "FOR UPDATE" : "")}`);
}

/** A check-in is dated to the start of the gathering, as the file has no times. */
export async function updateRegistrations(changes: readonly Change[], batch: Batch): Promise<void> {
  const rows = changes.map(({ id, fields, imported }) => ({ ...fields, id, imported }));
  await batch.query(sql`
    UPDATE registration SET status = new.status, imported = new.imported,
      checked_in_at = CASE WHEN new.attended THEN coalesce(registration.checked_in_at, g.starts_at) END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, status registration_status, attended boolean, imported jsonb), gathering g
    WHERE registration.id = new.id AND g.id = registration.gathering_id RETURNING 1`);
}
