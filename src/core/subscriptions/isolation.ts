import type { Sql } from "sql-template-tag";
import type { LoggedEvent } from "../event-log/events.js";

/** Which members see more or less than others do, so that live events are executed for each of them individually. */
export interface IsolationRule {
  /** The condition on the database that the member is isolated now. */
  isIsolated: (memberId: string) => Sql;
  /** The members who are isolated from this event on. */
  isolatedBy: (event: LoggedEvent) => readonly string[];
}
