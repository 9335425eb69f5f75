import { DateTime } from "luxon";
import { endOf } from "../gathering-end.js";
import type { Gathering } from "../gathering.entity.js";

type Timed = Pick<Gathering, "startsAt" | "endsAt" | "timeZone">;

/** How long after the days of a gathering its hosts may correct who attended. */
const correctionDays = 7;

export interface CheckInTimes {
  /** The beginning of the local day on which the gathering begins. */
  from: Date;
  /** The end of the local day on which it ends. */
  until: Date;
  /** Until when hosts may correct the list. */
  correctedUntil: Date;
}

/** When participants are checked in: on the days of the gathering, by its time zone. */
export function checkInTimes(gathering: Timed): CheckInTimes {
  const { startsAt, timeZone: zone } = gathering;
  const last = DateTime.fromMillis(endOf(gathering).getTime() - 1, { zone })
    .startOf("day")
    .plus({ days: 1 });
  return {
    from: DateTime.fromJSDate(startsAt, { zone }).startOf("day").toJSDate(),
    until: last.toJSDate(),
    correctedUntil: last.plus({ days: correctionDays }).toJSDate(),
  };
}
