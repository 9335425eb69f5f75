import sql, { raw } from "sql-template-tag";
import type { Batch } from "../../../import/batch.js";
import type { Change, Current } from "../../../import/changes.js";
import { erased } from "../../../import/invalid-row.js";
import { membersBySourceId } from "../../members/imported-members.js";
import { replaceThemes, themesInOrder } from "../../themes/imported-themes.js";
import { setOutcomes } from "./imported-outcomes.js";
import { addSeries, seriesNamed } from "./imported-series.js";

/** Gatherings that an import brought in, as they are now. */
export async function currentGatherings(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<GatheringNow>(sql`
    SELECT e.id, e.imported, e.title, e.format, e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.place_name AS place,
      e.capacity, e.description, ${themesInOrder("gathering")} AS themes, e.language, e.status, e.place_address AS address,
      e.online_url AS "onlineUrl",
      (SELECT coalesce(s.source_id, '') FROM gathering_series s WHERE s.id = e.series_id) AS series,
      (SELECT o.summary FROM outcome o WHERE o.gathering_id = e.id) AS outcome,
      (SELECT array_to_string(o.links, '|') FROM outcome o WHERE o.gathering_id = e.id) AS links,
      ARRAY(
        SELECT coalesce(s.source_id, m.source_id, '') FROM gathering_host h JOIN member m ON m.id = h.member_id
        LEFT JOIN member_source s ON s.member_id = m.id AND s.source = ${batch.source}
        WHERE h.gathering_id = e.id) AS hosts
    FROM gathering e WHERE e.id = ANY(${ids}::uuid[]) ORDER BY e.id ${raw(lock ? "FOR UPDATE" : "")}`);
  return rows.map(({ id, imported, startsAt, endsAt, hosts, onlineUrl, links, ...fields }) => ({
    id,
    imported,
    fields: {
      ...fields,
      host: hosts.sort().join("|"),
      starts_at: startsAt.toISOString(),
      ends_at: endsAt?.toISOString() ?? null,
      online_url: onlineUrl,
      links: links ?? "",
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
  language: string | null;
  status: string;
  address: string | null;
  onlineUrl: string | null;
  series: string | null;
  outcome: string | null;
  links: string | null;
  /** What the source calls them; empty for who is no member of it. */
  hosts: string[];
}

export async function updateGatherings(changes: readonly Change[], batch: Batch): Promise<void> {
  const rows = changes.map(({ id, fields, imported }) => ({ ...fields, id, imported }));
  const moved = changes.filter(({ changed }) => changed.includes("series"));
  await addSeries(
    batch,
    moved.map(({ fields }) => fields.series as string | null),
  );
  await batch.query(sql`
    UPDATE gathering SET title = new.title, format = new.format, starts_at = new.starts_at, ends_at = new.ends_at,
      place_name = new.place, capacity = new.capacity, description = new.description, language = new.language,
      status = new.status, place_address = new.address, online_url = new.online_url, imported = new.imported,
      series_id = CASE WHEN gathering.id = ANY(${moved.map(({ id }) => id)}::uuid[])
        THEN ${seriesNamed(batch, sql`new.series`)} ELSE gathering.series_id END,
      version = gathering.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, title text, format gathering_format, starts_at timestamptz, ends_at timestamptz, place text, capacity integer,
      description text, language language, status gathering_status, address text, online_url text, series text,
      imported jsonb)
    WHERE gathering.id = new.id RETURNING 1`);
  await setOutcomes(
    batch,
    changes
      .filter(({ changed }) => changed.includes("outcome") || changed.includes("links"))
      .map(({ id, fields: { outcome, links } }) => ({
        ...{ id, outcome: outcome as string | null },
        links: String(links)
          .split("|")
          .filter((link) => link !== ""),
      })),
  );
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
