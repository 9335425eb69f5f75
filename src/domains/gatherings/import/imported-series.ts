import sql, { type Sql } from "sql-template-tag";
import type { Batch } from "../../../import/batch.js";
import { distinct } from "../../../import/look-up.js";

/** Makes the series that a source names and that are not there yet. */
export async function addSeries(batch: Batch, names: readonly (string | null)[]): Promise<void> {
  const named = distinct([...names]);
  if (named.length === 0) return;
  await batch.query(sql`
    INSERT INTO gathering_series (id, title, time_zone, source, source_id)
    SELECT id, name, 'Europe/Brussels', ${batch.source}, name FROM unnest(
      ${named.map(() => batch.newId())}::uuid[], ${named}::text[]) AS new (id, name)
    ON CONFLICT (source, source_id) DO NOTHING RETURNING 1`);
}

/** The id of the series that the source calls so; null for a name that is null. */
export const seriesNamed = (batch: Batch, name: Sql): Sql => sql`(
  SELECT s.id FROM gathering_series s WHERE s.source = ${batch.source} AND s.source_id = ${name})`;
