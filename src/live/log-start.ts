import sql from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";
import { Fault } from "../graphql/faults.js";
import type { EventStream } from "./event-stream.js";

/**
 * A fault when events after this position were deleted. Who reads a page and then checks the position before it knows that the page
 * was whole.
 */
export async function checkCursor({ database }: EventStream, position: number): Promise<void> {
  const [start] = await database.query<{ position: string }>(prepared(sql`SELECT position FROM event_log_start`));
  if (position < Number(start!.position))
    throw new Fault(
      "CURSOR_EXPIRED",
      `"after" is older than what the log keeps: read the list again, and subscribe with a cursor from \`liveCursor\`.`,
      { argument: "after" },
    );
}
