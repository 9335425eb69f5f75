import { Fault } from "../errors/fault.js";

/** A place in the event log. */
export interface Place {
  position: number;
  /** Of the event that stands there: a log that lost its end, and went on otherwise, has another one at the same position. */
  mark: string;
}

/** Where a log begins in which nothing has happened. */
export const beginning: Place = { position: 0, mark: "" };

/** What an event is told from others by, at whatever position. */
export interface Placed {
  position: number;
  occurredAt: Date;
}

/** The place of an event, marked by the millisecond in which it happened. */
export const placeOf = ({ position, occurredAt }: Placed): Place => ({
  position,
  mark: occurredAt.getTime().toString(36),
});

/** A place as clients see it: opaque. */
export const cursorAt = ({ position, mark }: Place): string =>
  Buffer.from(`event:${position}:${mark}`).toString("base64url");

/** The cursor of an event: to go on after it. */
export const eventCursor = (event: Placed): string => cursorAt(placeOf(event));

/** The place that a cursor names; a fault for what is none. */
export function placeAt(cursor: string): Place {
  const [, digits, mark] =
    /^event:(\d{1,15}):([0-9a-z]{0,12})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (digits === undefined || mark === undefined) throw unknownCursor();
  const place = { position: Number(digits), mark };
  if (cursorAt(place) !== cursor) throw unknownCursor();
  return place;
}

export const unknownCursor = (): Fault =>
  new Fault(
    "INVALID_CURSOR",
    `"after" is not a cursor of this stream: read the list again, and subscribe with a cursor from \`liveCursor\`.`,
    {
      argument: "after",
    },
  );
