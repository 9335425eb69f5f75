import { Fault } from "../errors/fault.js";

/** A reader's offset: everything up to here was read. */
export interface LogOffset {
  position: number;
  /**
   * Of the event at this position: a log that lost its end, and went on with other events, has another one at the same
   * position.
   */
  fingerprint: string;
}

/** The offset in an empty log. */
export const beginning: LogOffset = { position: 0, fingerprint: "" };

/** What the offset of an event is made of. */
export interface LogPosition {
  position: number;
  occurredAt: Date;
}

/** The offset of an event; its fingerprint is the millisecond in which it happened. */
export const offsetOf = ({ position, occurredAt }: LogPosition): LogOffset => ({
  position,
  fingerprint: occurredAt.getTime().toString(36),
});

/** The offset as clients see it: opaque. */
export const encodeCursor = ({ position, fingerprint }: LogOffset): string =>
  Buffer.from(`event:${position}:${fingerprint}`).toString("base64url");

/** The cursor of an event: to go on after it. */
export const eventCursor = (event: LogPosition): string => encodeCursor(offsetOf(event));

/** The offset that a cursor holds; a fault for what is no cursor. */
export function decodeCursor(cursor: string): LogOffset {
  const [, digits, fingerprint] =
    /^event:(\d{1,15}):([0-9a-z]{0,12})$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (digits === undefined || fingerprint === undefined) throw invalidCursor();
  const offset = { position: Number(digits), fingerprint };
  if (encodeCursor(offset) !== cursor) throw invalidCursor();
  return offset;
}

export const invalidCursor = (): Fault =>
  new Fault(
    "INVALID_CURSOR",
    `"after" is not a cursor of this stream: read the list again, and subscribe with a cursor from \`liveCursor\`.`,
    {
      argument: "after",
    },
  );
