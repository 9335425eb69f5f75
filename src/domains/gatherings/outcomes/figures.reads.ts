import sql from "sql-template-tag";
import { loader } from "../../../core/graphql/batch.js";

export interface Figures {
  registered: number;
  came: number;
  waiting: number;
  cancelled: number;
}

export const figuresOf = loader<Figures>(
  async (ctx, ids) => {
    const rows = await ctx.db.query<Figures & { id: string }>(sql`
      SELECT gathering_id AS id, count(*) FILTER (WHERE status = 'GOING')::int AS registered,
        count(checked_in_at)::int AS came, count(*) FILTER (WHERE status = 'WAITLISTED')::int AS waiting,
        count(*) FILTER (WHERE status = 'CANCELLED')::int AS cancelled
      FROM registration WHERE gathering_id = ANY(${ids}::uuid[]) GROUP BY gathering_id`);
    return new Map(rows.map((row) => [row.id, row]));
  },
  { registered: 0, came: 0, waiting: 0, cancelled: 0 },
);
