import { DateTime } from "luxon";
import sql, { type Sql } from "sql-template-tag";
import type { Gathering } from "./gathering.entity.js";
import { GatheringStatus } from "./gathering.enums.js";

type Times = Pick<Gathering, "endsAt" | "startsAt" | "timeZone">;

/** When a gathering is over: at its end, or, while that is open, at the end of the local day on which it begins. */
export const endOf = ({ endsAt, startsAt, timeZone }: Times): Date =>
  endsAt ?? DateTime.fromJSDate(startsAt, { zone: timeZone }).startOf("day").plus({ days: 1 }).toJSDate();

/** Whether a gathering was scheduled, not cancelled, and is over. */
export const wasHeld = (gathering: Times & Pick<Gathering, "status">, now: Date): boolean =>
  gathering.status === GatheringStatus.SCHEDULED && endOf(gathering) <= now;

/** Whether a gathering is scheduled, and not over. */
export const isToBeHeld = (gathering: Times & Pick<Gathering, "status">, now: Date): boolean =>
  gathering.status === GatheringStatus.SCHEDULED && endOf(gathering) > now;

/** The end in SQL, of the table with this alias. */
export const endIn = (gathering: Sql): Sql => sql`coalesce(${gathering}.ends_at,
  (date_trunc('day', ${gathering}.starts_at AT TIME ZONE ${gathering}.time_zone) + interval '1 day')
    AT TIME ZONE ${gathering}.time_zone)`;
