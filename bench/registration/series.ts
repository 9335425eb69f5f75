import type pg from "pg";
import { v7 as uuidv7 } from "uuid";

export interface StormSeries {
  seriesId: string;
  gatheringIds: string[];
}

/** A weekly series of gatherings with so many places each, which a member hosts. */
export async function makeSeries(
  client: Pick<pg.ClientBase, "query">,
  hostId: string,
  { gatherings, places }: { gatherings: number; places: number },
): Promise<StormSeries> {
  const seriesId = uuidv7();
  const gatheringIds = Array.from({ length: gatherings }, () => uuidv7());
  await client.query(
    `INSERT INTO gathering_series (id, title, recurrence, time_zone)
     VALUES ($1, 'Stormloop', 'FREQ=WEEKLY;COUNT=' || $2::int, 'Europe/Brussels')`,
    [seriesId, gatherings],
  );
  await client.query(
    `INSERT INTO gathering (id, title, format, starts_at, ends_at, capacity, series_id)
     SELECT id, 'Stormloop', 'OPEN_EXCHANGE', day + interval '18 hours', day + interval '20 hours', $2, $3
     FROM unnest($1::uuid[]) WITH ORDINALITY AS one (id, n),
       LATERAL (SELECT date_trunc('day', now()) + interval '7 days' * (n + 1)) AS begun (day)`,
    [gatheringIds, places, seriesId],
  );
  await client.query("INSERT INTO gathering_host (gathering_id, member_id) SELECT unnest($1::uuid[]), $2", [
    gatheringIds,
    hostId,
  ]);
  return { seriesId, gatheringIds };
}
