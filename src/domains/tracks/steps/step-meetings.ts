import sql from "sql-template-tag";
import { rejectInput } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { maySeeGathering } from "../../gatherings/gathering.reads.js";
import { stepWording } from "./step.wording.js";

/** A gathering or a series that a step refers to, with the place of the step in the input. */
export interface Meeting {
  index: number;
  gatheringId: string | null;
  seriesId: string | null;
}

/**
 * Ends the mutation unless the caller may see these gatherings and series, and they take place. None is cancelled before
 * the transaction ends: a cancellation then finds the step.
 */
export async function checkMeetings(tx: TransactionContext, meetings: readonly Meeting[]): Promise<void> {
  if (meetings.length === 0) return;
  const ids = (field: "gatheringId" | "seriesId") => meetings.flatMap((meeting) => meeting[field] ?? []);
  const found = await tx.db.query<{ id: string; seriesId: string | null; isScheduled: boolean }>(sql`
    SELECT e.id, e.series_id AS "seriesId", e.status = 'SCHEDULED' AND e.hidden_at IS NULL AS "isScheduled" FROM gathering e
    WHERE (e.id = ANY(${ids("gatheringId")}::uuid[]) OR e.series_id = ANY(${ids("seriesId")}::uuid[]))
      AND ${maySeeGathering(tx, sql`e`)}
    ORDER BY e.id FOR SHARE`);
  for (const { index, gatheringId, seriesId } of meetings) {
    const field = gatheringId === null ? "seriesId" : "gatheringId";
    const path = ["steps", String(index), field] as const;
    const rows = found.filter((row) => (gatheringId === null ? row.seriesId === seriesId : row.id === gatheringId));
    const isGathering = field === "gatheringId";
    if (rows.length === 0)
      rejectInput(InputProblem.UNKNOWN, isGathering ? stepWording.noGathering : stepWording.noSeries, ...path);
    if (!rows.some((row) => row.isScheduled))
      rejectInput(
        InputProblem.NOT_ALLOWED,
        isGathering ? stepWording.notScheduled : stepWording.nothingScheduled,
        ...path,
      );
  }
}
