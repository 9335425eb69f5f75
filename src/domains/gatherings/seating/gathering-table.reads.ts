import sql from "sql-template-tag";
import { setImmediate } from "node:timers/promises";
import { groupBy, loaderOf } from "../../../core/graphql/batch.js";
import type { Context } from "../../../core/graphql/context.js";
import { seat, type SeatedTable } from "./seating.js";
import type { Participant } from "./seating.affinity.js";

/** More are not seated: what it takes grows with the square of it. */
export const maxSeated = 2_000;

/** The tables of all gatherings that one tick asks for, from one statement; null for one with more than `maxSeated`. */
export function tablesOf(ctx: Context, gatheringId: string, size: number): Promise<SeatedTable[] | null> {
  const loader = loaderOf<SeatedTable[] | null>(
    ctx,
    `gathering.tables ${size}`,
    async (ids) => {
      const participants = await participantsOf(ctx, ids);
      const tables = new Map<string, SeatedTable[]>();
      for (const id of ids) {
        const present = participants.get(id) ?? [];
        if (present.length > maxSeated) continue;
        tables.set(id, seat(present, size));
        // Whoever else waits is answered between two gatherings.
        await setImmediate();
      }
      return tables;
    },
    null,
  );
  return loader.load(gatheringId);
}

/** Who goes, by gathering: also whom the caller may not see, so that all hosts get the same tables. */
async function participantsOf(ctx: Context, gatheringIds: readonly string[]): Promise<Map<string, Participant[]>> {
  const rows = await ctx.db.query<Participant & { gatheringId: string }>(sql`
    SELECT r.gathering_id AS "gatheringId", m.id, m.organisation_id AS organisation, coalesce(m.sector, o.sector) AS sector,
      ARRAY(SELECT theme_id FROM interest WHERE member_id = m.id) AS themes,
      ARRAY(SELECT blocked_id FROM block WHERE blocker_id = m.id) AS avoids
    FROM registration r JOIN member m ON m.id = r.member_id LEFT JOIN organisation o ON o.id = m.organisation_id
    WHERE r.gathering_id = ANY(${gatheringIds}::uuid[]) AND r.status = 'GOING' AND m.erased_at IS NULL`);
  return groupBy(
    rows,
    (row) => row.gatheringId,
    (row) => row,
  );
}
