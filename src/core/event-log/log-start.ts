import sql from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";
import { Fault } from "../errors/fault.js";
import { offsetOf, invalidCursor, type LogOffset } from "./log-cursor.js";
import type { EventLogReader } from "./event-log-reader.js";

/** A fault unless the log holds this offset, so that all that came after it can be read. */
export async function checkOffset({ database }: EventLogReader, { position, fingerprint }: LogOffset): Promise<void> {
  const [found] = await database.reads.query<{ start: string; occurredAt: Date | null }>(
    prepared(sql`
      SELECT event_log_start.position AS start, occurred_at AS "occurredAt"
      FROM event_log_start LEFT JOIN event ON event.position = ${position}`),
  );
  const { start, occurredAt } = found!;
  if (position < Number(start)) throw expired();
  // What was deleted up to here, or never written, cannot be compared.
  if (position === Number(start) && occurredAt === null) return;
  if (occurredAt === null || offsetOf({ position, occurredAt }).fingerprint !== fingerprint) throw invalidCursor();
}

/**
 * A fault when events after this position were deleted. Who reads a page and then checks the position before it knows
 * that the page was whole.
 */
export async function checkStart({ database }: EventLogReader, position: number): Promise<void> {
  const [start] = await database.reads.query<{ position: string }>(prepared(sql`SELECT position FROM event_log_start`));
  if (position < Number(start!.position)) throw expired();
}

const expired = (): Fault =>
  new Fault(
    "CURSOR_EXPIRED",
    `"after" is older than what the log keeps: read the list again, and subscribe with a cursor from \`liveCursor\`.`,
    { argument: "after" },
  );
