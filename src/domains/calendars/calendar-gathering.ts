import { DateTime } from "luxon";
import { endOf } from "../gatherings/gathering-end.js";
import type { GatheringStatus } from "../gatherings/gathering.enums.js";

/** A gathering as calendars have it. */
export interface CalendarGathering {
  id: string;
  title: string;
  /** Its beginning alone, where a calendar has many. */
  description: string | null;
  startsAt: Date;
  endsAt: Date | null;
  timeZone: string;
  placeName: string | null;
  placeAddress: string | null;
  isOnline: boolean;
  /** The address for joining, in the calendar of a member who may have it; else null. */
  onlineUrl: string | null;
  status: GatheringStatus;
  /** Why it was cancelled. */
  reason: string | null;
  version: number;
  changedAt: Date;
  /** Whether the member whose calendar it is waits for a place. */
  isWaiting: boolean;
}

export interface Span {
  start: Date;
  end: Date;
  /** Whether they are days, as dates in UTC; `end` is then the day after the last. */
  allDay: boolean;
}

/** When a gathering is: whole days when it goes from midnight to midnight where it is held. */
export function spanOf(gathering: Pick<CalendarGathering, "startsAt" | "endsAt" | "timeZone">): Span {
  const [start, end] = [gathering.startsAt, endOf(gathering)];
  const [from, until] = [start, end].map((moment) => DateTime.fromJSDate(moment, { zone: gathering.timeZone }));
  if (!isMidnight(from!) || !isMidnight(until!)) return { start, end, allDay: false };
  return { start: dateOf(from!), end: dateOf(until!), allDay: true };
}

const isMidnight = (moment: DateTime): boolean => +moment === +moment.startOf("day");

const dateOf = ({ year, month, day }: DateTime): Date => new Date(Date.UTC(year, month - 1, day));
