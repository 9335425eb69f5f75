import sql, { type Sql } from "sql-template-tag";
import { entityLoader } from "../../../core/graphql/batch.js";
import type { List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { callerModerates, type Reader } from "../../../core/access/reader.js";
import { notBlocked } from "../../members/member.visibility.js";
import { isListedUse, maySeePractice } from "../practice.reads.js";
import { PracticeUse } from "./practice-use.entity.js";

/** The caller may see the use with the table alias `use`: who recorded it always, others with its practice. */
const maySeeUse = (ctx: Reader, use: Sql): Sql => sql`(
  ${use}.used_by_id = ${ctx.callerId}::uuid
  OR ((${use}.hidden_at IS NULL OR ${callerModerates(ctx)}) AND ${notBlocked(ctx, sql`${use}.used_by_id`)}
    AND EXISTS (SELECT FROM practice p WHERE p.id = ${use}.practice_id AND ${maySeePractice(ctx, sql`p`)})))`;

/** The use, if the caller may see it. */
export const practiceUseById = entityLoader(PracticeUse, (ctx) => maySeeUse(ctx, sql`e`));

/** The uses of a practice that the caller may see, the latest recorded first. */
export const usesOfPractice = (ctx: Context): List<PracticeUse> => ({
  name: "practice.uses",
  node: PracticeUse,
  where: [isListedUse(ctx, sql`e`)],
  order: { name: "recorded", key: sql`e.recorded_at`, form: "time", descending: true },
});
