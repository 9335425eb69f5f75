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
