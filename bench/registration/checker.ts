import pg from "pg";

/** What a storm of registrations must not leave behind; all 0 when nothing is wrong. */
export interface Findings {
  /** Places beyond the limit of that moment, given to somebody who had one, or that the table does not have as the log does. */
  givenTwice: number;
  /** Places given while somebody who had registered before waited. */
  outOfOrder: number;
  /** Promotions without their notification or with another one, and places free in the end while somebody waits. */
  promotionsMissed: number;
}

/**
 * Replays the log of these gatherings, whose order is that of the commits, and compares with the tables. Check-ins are
 * left out: hosts let people in beyond the limit. Nothing here comes from the service.
 */
const check = `
  WITH chosen AS (
    SELECT id, capacity, status FROM gathering WHERE id = ANY($1::uuid[])
  ), logged AS MATERIALIZED (
    SELECT position, kind, subject_id, data, (data->>'gatheringId')::uuid AS gathering_id FROM event
    WHERE kind IN ('registration.changed', 'gathering.edited') AND (data->>'gatheringId')::uuid = ANY($1::uuid[])
  ), changed AS (
    SELECT position, gathering_id, subject_id AS registration_id, data->>'memberId' AS member_id, data->>'status' AS status,
      data ? 'promoted' AS promoted, data ? 'checkedIn' AS by_check_in,
      lag(data->>'status') OVER registration AS before, lead(position) OVER registration AS until
    FROM logged WHERE kind = 'registration.changed' WINDOW registration AS (PARTITION BY subject_id ORDER BY position)
  ), steps AS MATERIALIZED (
    SELECT *, status = 'GOING' AND before IS DISTINCT FROM 'GOING' AS gives,
      sum((status = 'GOING')::int - (before IS NOT DISTINCT FROM 'GOING')::int)
        OVER (PARTITION BY gathering_id ORDER BY position) AS taken,
      -- When they last got into the line.
      max(position) FILTER (WHERE before IS NULL OR before NOT IN ('GOING', 'WAITLISTED'))
        OVER (PARTITION BY registration_id ORDER BY position) AS entered
    FROM changed
  ), limits AS (
    SELECT position, gathering_id, (data->'capacity'->>'before')::int AS before, (data->'capacity'->>'after')::int AS after
    FROM logged WHERE kind = 'gathering.edited' AND data ? 'capacity'
  ), given AS (
    SELECT steps.*, coalesce(
      (SELECT coalesce(after, 2147483647) FROM limits
       WHERE gathering_id = steps.gathering_id AND position < steps.position ORDER BY position DESC LIMIT 1),
      (SELECT coalesce(before, 2147483647) FROM limits WHERE gathering_id = steps.gathering_id ORDER BY position LIMIT 1),
      chosen.capacity, 2147483647) AS places
    FROM steps JOIN chosen ON chosen.id = gathering_id WHERE gives AND NOT by_check_in
  ), waited AS (
    SELECT gathering_id, registration_id, entered, position AS since, until FROM steps WHERE status = 'WAITLISTED'
  ), latest AS (
    SELECT DISTINCT ON (registration_id) registration_id, status FROM steps ORDER BY registration_id, position DESC
  ), told AS (
    SELECT member_id::text, gathering_id, sum(count)::int AS told FROM notification
    WHERE kind = 'PLACE_GIVEN' AND gathering_id = ANY($1::uuid[]) GROUP BY 1, 2
  ), promoted AS (
    SELECT member_id, gathering_id, count(*)::int AS promotions FROM steps WHERE promoted AND member_id IS NOT NULL GROUP BY 1, 2
  ), now_taken AS (
    SELECT chosen.id, chosen.capacity, count(*) FILTER (WHERE r.status = 'GOING')::int AS taken,
      count(*) FILTER (WHERE r.status = 'WAITLISTED')::int AS waiting
    FROM chosen JOIN registration r ON r.gathering_id = chosen.id WHERE chosen.status = 'SCHEDULED' GROUP BY 1, 2
  )
  SELECT (
      (SELECT count(*) FROM given WHERE taken > places)
      + (SELECT count(*) FROM steps WHERE status = 'GOING' AND before = 'GOING' AND NOT by_check_in)
      + (SELECT count(*) FROM registration r FULL JOIN latest ON latest.registration_id = r.id
         WHERE (r.gathering_id = ANY($1::uuid[]) OR r.id IS NULL) AND r.status::text IS DISTINCT FROM latest.status)
    )::int AS "givenTwice",
    (SELECT count(*) FROM given WHERE EXISTS (
      SELECT FROM waited WHERE waited.gathering_id = given.gathering_id AND waited.registration_id <> given.registration_id
        AND waited.entered < given.entered AND waited.since < given.position
        AND (waited.until IS NULL OR waited.until > given.position)))::int AS "outOfOrder",
    (
      (SELECT coalesce(sum(abs(coalesce(promotions, 0) - coalesce(told, 0))), 0)
       FROM promoted FULL JOIN told USING (member_id, gathering_id))
      + (SELECT coalesce(sum(least(capacity - taken, waiting)), 0) FROM now_taken WHERE waiting > 0 AND taken < capacity)
    )::int AS "promotionsMissed"`;

/** What is wrong with these gatherings, when nobody registers any more and all notifications were made. */
export async function findings(url: string, gatheringIds: string[]): Promise<Findings> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  try {
    const { rows } = await client.query<Findings>(check, [gatheringIds]);
    return rows[0]!;
  } finally {
    await client.end();
  }
}
