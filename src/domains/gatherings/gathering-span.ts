import { DateTime } from "luxon";
import { endOf } from "./gathering-end.js";
import type { Gathering } from "./gathering.entity.js";

export interface Span {
  start: Date;
  end: Date;
  /** Whether they are days, as dates in UTC; `end` is then the day after the last. */
  allDay: boolean;
}

/** When a gathering is: whole days when it goes from midnight to midnight where it is held. */
export function spanOf(gathering: Pick<Gathering, "startsAt" | "endsAt" | "timeZone">): Span {
  const [start, end] = [gathering.startsAt, endOf(gathering)];
  const from = DateTime.fromJSDate(start, { zone: gathering.timeZone });
  const until = DateTime.fromJSDate(end, { zone: gathering.timeZone });
  if (!isMidnight(from) || !isMidnight(until)) return { start, end, allDay: false };
  return { start: dateOf(from), end: dateOf(until), allDay: true };
}

const isMidnight = (moment: DateTime): boolean => +moment === +moment.startOf("day");

const dateOf = ({ year, month, day }: DateTime): Date => new Date(Date.UTC(year, month - 1, day));
