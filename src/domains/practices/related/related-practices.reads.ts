import sql, { join, type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { groupBy, loaderOf } from "../../../core/graphql/batch.js";
import type { Context } from "../../../core/graphql/context.js";
import { Practice } from "../practice.entity.js";
import { practiceConditions } from "../practice.reads.js";

/** Of each theme, the practices that were shared last are considered, so that the cost does not grow with the library. */
const maxOfTheme = 200;

/** What practices are found for, by its themes. */
export interface ThemedThing {
  /** The table of its themes, and the column there for its id. */
  themes: Sql;
  owner: Sql;
}

export const ofPractice: ThemedThing = { themes: sql`practice_theme`, owner: sql`practice_id` };
export const ofIdea: ThemedThing = { themes: sql`idea_theme`, owner: sql`idea_id` };

/**
 * The published practices that share themes with a thing, those with most themes in common first, then the latest
 * shared. The practices for several things are read in one statement.
 */
export async function practicesLike(
  ctx: Context,
  { themes, owner }: ThemedThing,
  id: string,
  first: number,
): Promise<Practice[]> {
  const read = loaderOf<Practice[]>(
    ctx,
    `practices like ${owner.sql} ${first}`,
    async (ids) => {
      const rows = await ctx.db.query<Practice & { likeId: string }>(sql`
        SELECT thing.id AS "likeId", found.* FROM unnest(${ids}::uuid[]) AS thing (id)
        CROSS JOIN LATERAL (
          SELECT ${columnsOf(ctx.database.source, Practice, "e")}
          FROM (
            SELECT candidate.practice_id, count(*) AS shared
            FROM ${themes} own CROSS JOIN LATERAL (
              -- Ids are in the order of time.
              SELECT pt.practice_id FROM practice_theme pt
              WHERE pt.theme_id = own.theme_id ORDER BY pt.practice_id DESC LIMIT ${maxOfTheme}
            ) AS candidate
            WHERE own.${owner} = thing.id AND candidate.practice_id <> thing.id GROUP BY 1
          ) AS common JOIN practice e ON e.id = common.practice_id
          WHERE ${join(practiceConditions(ctx, null), " AND ")}
          ORDER BY common.shared DESC, e.shared_at DESC, e.id DESC LIMIT ${first}
        ) AS found`);
      return groupBy(
        rows,
        (row) => row.likeId,
        ({ likeId: _, ...row }) => entityOf(Practice, row),
      );
    },
    [],
  );
  return read.load(id);
}
