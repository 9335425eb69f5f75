import sql from "sql-template-tag";
import { rejectInput } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { Gathering } from "../gathering.entity.js";
import { isToBeHeld } from "../gathering-end.js";
import { callerManages } from "../gathering-lock.js";
import { recurrenceWording } from "./recurrence.wording.js";
import { SeriesScope } from "./series-scope.enum.js";

export interface SeriesChange {
  scope: SeriesScope;
  /** Whether gatherings that were edited alone are changed as well. */
  includeEdited: boolean;
}

/** The gatherings of a series, locked in a fixed order, so that two who change or register for it do not deadlock. */
export async function seriesLocked(tx: TransactionContext, seriesId: string): Promise<Gathering[]> {
  const rows = await tx.db.query<Gathering>(sql`
    SELECT ${columnsOf(tx.database.source, Gathering, "e")} FROM gathering e
    WHERE e.series_id = ${seriesId} ORDER BY e.id FOR UPDATE`);
  return rows.map((row) => entityOf(Gathering, row));
}

/** Locks the series of a gathering, before the gathering itself is locked for a change of more than it. */
export async function lockSeriesOf(
  tx: TransactionContext,
  gatheringId: string,
  { scope }: SeriesChange,
): Promise<void> {
  if (scope === SeriesScope.THIS) return;
  const [row] = await tx.db.query<{ seriesId: string | null }>(
    sql`SELECT series_id AS "seriesId" FROM gathering WHERE id = ${gatheringId}`,
  );
  if (row && row.seriesId !== null) await seriesLocked(tx, row.seriesId);
}

/**
 * The other gatherings that a change of this one, which is locked, is for: scheduled, not over, and the caller's to manage.
 */
export async function othersInScope(
  tx: TransactionContext,
  gathering: Gathering,
  { scope, includeEdited }: SeriesChange,
): Promise<Gathering[]> {
  if (scope === SeriesScope.THIS) return [];
  if (gathering.seriesId === null) rejectInput(InputProblem.NOT_ALLOWED, recurrenceWording.notInSeries, "scope");
  const others: Gathering[] = [];
  for (const one of await seriesLocked(tx, gathering.seriesId)) {
    if (one.id === gathering.id || !isToBeHeld(one, tx.now())) continue;
    if (scope === SeriesScope.FOLLOWING && one.startsAt < gathering.startsAt) continue;
    if (one.differsFromSeries && !includeEdited) continue;
    if (await callerManages(tx, one)) others.push(one);
  }
  return others;
}

export const byStart = (one: Gathering, other: Gathering): number => one.startsAt.getTime() - other.startsAt.getTime();
