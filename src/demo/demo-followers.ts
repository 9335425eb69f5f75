import sql, { type Sql } from "sql-template-tag";

/** Somebody without an account who follows themes by e-mail. */
const follower = { email: "fien.claes@demo.example", themes: ["burgerparticipatie"] };

/** A statement: has somebody follow themes of the demo network by e-mail since last week, once. */
export const demoFollowers = (newId: () => string, mailKey: string, now: Date): Sql => sql`
  WITH follower AS (
    INSERT INTO theme_follower (id, email, language, mail_key, requested_at, confirmed_at, digest_due_at)
    SELECT ${newId()}, ${follower.email}, 'NL', ${mailKey}, moment, moment, moment + interval '14 days'
    FROM (SELECT ${now}::timestamptz - interval '7 days' AS moment) AS week
    WHERE NOT EXISTS (SELECT FROM theme_follower)
    RETURNING id, requested_at)
  INSERT INTO theme_follow (id, follower_id, theme_id, requested_at, confirmed_at)
  SELECT (${follower.themes.map(newId)}::uuid[])[array_position(${follower.themes}::text[], theme.slug)], follower.id, theme.id,
    requested_at, requested_at
  FROM follower, theme WHERE theme.slug = ANY(${follower.themes}::text[])`;
