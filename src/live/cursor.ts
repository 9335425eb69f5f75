import { Fault } from "../graphql/faults.js";

/** A position of the event log as clients see it: opaque. */
export const eventCursor = (position: number): string => Buffer.from(`event:${position}`).toString("base64url");

export function positionOf(cursor: string): number {
  const digits = /^event:(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"))?.[1];
  if (digits === undefined || eventCursor(Number(digits)) !== cursor) throw unknownCursor();
  return Number(digits);
}

export const unknownCursor = (): Fault =>
  new Fault(
    "INVALID_CURSOR",
    `"after" is not a cursor of this stream: read the list again, and subscribe with a cursor from \`liveCursor\`.`,
    {
      argument: "after",
    },
  );
