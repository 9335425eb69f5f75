import { DateTime } from "luxon";
import { InputProblem, type InvalidInput } from "../../../core/texts/input-problem.js";
import { PlainUserError, Rejection, type UserError } from "../../../core/errors/user-error.js";
import type { Gathering } from "../gathering.entity.js";
import { endOf } from "../gathering-end.js";
import { momentOf } from "./moment.js";
import type { GivenGathering } from "./scheduling.validation.js";
import { schedulingWording } from "./scheduling.wording.js";

const maxYearsAhead = 5;
/** Suggestions and feeds rely on it, too; see `gathering-candidates.ts`. */
const maxDays = 31;

export type GatheringTimes = Pick<
  Gathering,
  "timeZone" | "startsAt" | "endsAt" | "registrationOpensAt" | "registrationClosesAt" | "waitingListClosesAt"
>;

/** The times that are given as local ones. */
export const timeFields = [
  ...(["startsAt", "endsAt", "registrationOpensAt", "registrationClosesAt", "waitingListClosesAt"] as const),
];
type Field = (typeof timeFields)[number];

/**
 * The times of a gathering with those that are given; ends the mutation with all that is wrong with them. A start that
 * stays may have passed, unless it has to lie `ahead`.
 */
export function timesOf(
  given: GivenGathering,
  before: GatheringTimes | null,
  now: Date,
  { ahead = false } = {},
): GatheringTimes {
  const timeZone = given.timeZone ?? before?.timeZone ?? "Europe/Brussels";
  const found: UserError[] = [];
  const wrong = (field: Field, { problem, wording }: InvalidInput): void =>
    void found.push(new PlainUserError("INVALID_INPUT", wording, ["input", field], problem));
  const read = (field: Field): Date | null => {
    const text = given[field];
    if (text === undefined) return before?.[field] ?? null;
    if (text === null) return null;
    const moment = momentOf(text, timeZone);
    if (moment instanceof Date) return moment;
    wrong(field, moment);
    return null;
  };
  const [startsAt, endsAt, registrationOpensAt, registrationClosesAt, waitingListClosesAt] = timeFields.map(read);
  if (found.length > 0) throw new Rejection(found);

  const times = {
    timeZone,
    startsAt: startsAt!,
    endsAt: endsAt!,
    registrationOpensAt: registrationOpensAt!,
    registrationClosesAt: registrationClosesAt!,
    waitingListClosesAt: waitingListClosesAt!,
  };
  const hasNewStart = ahead || times.startsAt.getTime() !== before?.startsAt.getTime();
  for (const [field, problem] of problemsOf(times, hasNewStart, now)) wrong(field, problem);
  if (found.length > 0) throw new Rejection(found);
  return times;
}

function* problemsOf(times: GatheringTimes, hasNewStart: boolean, now: Date): Generator<[Field, InvalidInput]> {
  const { startsAt, endsAt, registrationOpensAt, registrationClosesAt, waitingListClosesAt } = times;
  const outOfRange = (wording: InvalidInput["wording"]): InvalidInput => ({
    problem: InputProblem.OUT_OF_RANGE,
    wording,
  });
  if (hasNewStart) {
    if (startsAt <= now) yield ["startsAt", outOfRange(schedulingWording.past)];
    if (DateTime.fromJSDate(now).plus({ years: maxYearsAhead }).toJSDate() < startsAt)
      yield ["startsAt", outOfRange(schedulingWording.tooFar(maxYearsAhead))];
  }
  if (endsAt !== null && endsAt <= startsAt) yield ["endsAt", outOfRange(schedulingWording.endBeforeStart)];
  else if (endsAt !== null && endsAt.getTime() - startsAt.getTime() > maxDays * 86_400_000)
    yield ["endsAt", outOfRange(schedulingWording.tooLong(maxDays))];
  const closing = registrationClosesAt ?? registrationOpensAt;
  const closingField = registrationClosesAt === null ? "registrationOpensAt" : "registrationClosesAt";
  if (registrationOpensAt !== null && registrationClosesAt !== null && registrationClosesAt <= registrationOpensAt)
    yield ["registrationClosesAt", outOfRange(schedulingWording.closesBeforeOpening)];
  else if (closing !== null && closing > endOf(times))
    yield [closingField, outOfRange(schedulingWording.windowAfterEnd)];
  if (waitingListClosesAt !== null && waitingListClosesAt > startsAt)
    yield ["waitingListClosesAt", outOfRange(schedulingWording.waitingListAfterStart)];
}
