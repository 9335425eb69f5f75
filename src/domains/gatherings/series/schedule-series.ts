import { rejectInput } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { insertGathering } from "../scheduling/gathering-insert.js";
import { timesOf } from "../scheduling/gathering-times.js";
import type { GivenGathering } from "../scheduling/scheduling.validation.js";
import { GatheringSeries } from "./gathering-series.entity.js";
import { localOf, shifted, textOf } from "./naive-times.js";
import { onOccurrence } from "./occurrence-errors.js";
import { occurrencesOf } from "./recurrence.js";

/** The gatherings that a rule of recurrence makes of what is given of the first, in order. */
export async function insertSeries(
  tx: TransactionContext,
  given: GivenGathering & { title: string },
  recurrence: string,
): Promise<Gathering[]> {
  const { startsAt, timeZone } = timesOf(given, null, tx.now());
  const first = localOf(startsAt, timeZone);
  const occurrences = occurrencesOf(recurrence, textOf(first), timeZone);
  if ("problem" in occurrences) return rejectInput(occurrences.problem, occurrences.wording, "recurrence");
  const series = { id: tx.newId(), title: given.title, recurrence: occurrences.rule, timeZone };
  await tx.manager.insert(GatheringSeries, series);
  const gatherings: Gathering[] = [];
  for (const days of occurrences.days) {
    const start = first.plus({ days });
    const one = days === 0 ? given : shifted(given, timeZone, first, start);
    const insert = () => insertGathering(tx, one, { status: GatheringStatus.SCHEDULED, seriesId: series.id });
    gatherings.push(await (days === 0 ? insert() : onOccurrence(start, "recurrence", insert)));
  }
  return gatherings;
}
