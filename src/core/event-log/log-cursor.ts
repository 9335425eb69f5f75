import { Fault } from "../errors/fault.js";

/** A place in the event log. */
export interface LogOffset {
  position: number;
  /**
   * Of the event that stands there: a log that lost its end, and went on otherwise, has another one at the same
   * position.
   */
  fingerprint: string;
}

/** Where a log begins in which nothing has happened. */
export const beginning: LogOffset = { position: 0, fingerprint: "" };

/** What an event is told from others by, at whatever position. */
export interface LogPosition {
  position: number;
  occurredAt: Date;
}

/** The place of an event, marked by the millisecond in which it happened. */
export const offsetOf = ({ position, occurredAt }: LogPosition): LogOffset => ({
  position,
  fingerprint: occurredAt.getTime().toString(36),
});

/** A place as clients see it: opaque. */
export const encodeCursor = ({ position, fingerprint }: LogOffset): string =>
  Buffer.from(`event:${position}:${fingerprint}`).toString("base64url");

/** The cursor of an event: to go on after it. */
export const eventCursor = (event: LogPosition): string => encodeCursor(offsetOf(event));

/** The place that a cursor names; a fault for what is none. */
export function decodeCursor(cursor: string): LogOffset {
  const [, digits, fingerprint] =
    /^event:(\d{1,15}):([0-9a-z]{0,12})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (digits === undefined || fingerprint === undefined) throw invalidCursor();
  const place = { position: Number(digits), fingerprint };
  if (encodeCursor(place) !== cursor) throw invalidCursor();
  return place;
}

export const invalidCursor = (): Fault =>
  new Fault(
    "INVALID_CURSOR",
    `"after" is not a cursor of this stream: read the list again, and subscribe with a cursor from \`liveCursor\`.`,
    {
      argument: "after",
    },
  );
