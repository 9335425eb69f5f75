import sql from "sql-template-tag";
import type { LoggedEvent } from "./events.js";

/** An event as pg gives it: a bigint is a string. */
export type EventRow = Omit<LoggedEvent, "position"> & { position: string };

/** The columns of `event` that make an `EventRow`. */
export const eventColumns = sql`position, kind, subject_id AS "subjectId", data, occurred_at AS "occurredAt"`;

/** What is stored was announced as a `NewEvent`, so each kind has its own data. */
export const eventOf = (row: EventRow): LoggedEvent => ({ ...row, position: Number(row.position) }) as LoggedEvent;
