import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { loader } from "../../core/graphql/batch.js";
import { LearningTrack } from "./learning-track.entity.js";

/** The newest published track that has the gathering, or its series, as a step. */
export const trackOfGathering = loader<LearningTrack | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<LearningTrack & { gatheringId: string }>(sql`
    SELECT DISTINCT ON (g.id) g.id AS "gatheringId", ${columnsOf(ctx.database.source, LearningTrack, "e")}
    FROM gathering g JOIN track_step s ON s.gathering_id = g.id OR s.series_id = g.series_id
      JOIN learning_track e ON e.id = s.track_id
    WHERE g.id = ANY(${ids}::uuid[]) AND e.status = 'PUBLISHED' AND e.hidden_at IS NULL
    ORDER BY g.id, e.created_at DESC, e.id DESC`);
  return new Map(rows.map(({ gatheringId, ...row }) => [gatheringId, entityOf(LearningTrack, row)]));
}, null);
