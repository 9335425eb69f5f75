import { requireCaller, type TransactionContext } from "../../../core/graphql/context.js";
import type { Gathering } from "../gathering.entity.js";
import { applyEdit, type AppliedEdit } from "../scheduling/apply-edit.js";
import type { GivenGathering } from "../scheduling/scheduling.validation.js";
import { localOf, shifted } from "./naive-times.js";
import { onOccurrence } from "./occurrence-errors.js";
import { byStart } from "./series-scope.js";

/**
 * Edits a gathering of a series, and others as far from their beginning as it: moved by an hour, each is moved by an hour
 * on the clocks. All of them are locked. Members are notified once, however many of the gatherings they registered for.
 */
export async function editSeries(
  tx: TransactionContext,
  gathering: Gathering,
  others: readonly Gathering[],
  given: GivenGathering,
): Promise<void> {
  const from = localOf(gathering.startsAt, gathering.timeZone);
  const timeZone = given.timeZone ?? gathering.timeZone;
  const edits: AppliedEdit[] = [await applyEdit(tx, gathering, given, { inSeries: true })];
  for (const one of others) {
    const start = localOf(one.startsAt, one.timeZone);
    const theirs = shifted(given, timeZone, from, start);
    edits.push(await onOccurrence(start, "scope", () => applyEdit(tx, one, theirs, { inSeries: true })));
  }
  const effective = edits.filter(({ changed }) => changed.length > 0);
  if (effective.length === 0) return;
  tx.announce({
    kind: "series.edited",
    subjectId: gathering.seriesId!,
    data: {
      gatheringIds: effective
        .map((edit) => edit.gathering)
        .sort(byStart)
        .map(({ id }) => id),
      by: requireCaller(tx),
      changed: [...new Set(effective.flatMap(({ changed }) => changed))],
      hostIds: [...new Set(effective.flatMap(({ newHosts }) => newHosts))],
    },
  });
}
