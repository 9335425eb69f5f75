import { Arg, Field, ObjectType } from "type-graphql";
import { eventCursor } from "../event-log/log-cursor.js";
import type { LoggedEvent } from "../event-log/events.js";

/** What each event of a stream carries, so that a client can go on after it. */
@ObjectType()
export abstract class Resumable {
  @Field(() => String, {
    description: "The place in the stream, opaque: subscribe with `after` set to it to go on from here.",
  })
  cursor: string;
}

/** The argument by which a stream is resumed. It is read from the operation (see `liveOperation`), not by the resolver. */
export const After = (): ReturnType<typeof Arg> =>
  Arg("after", () => String, {
    nullable: true,
    description: "The cursor of the last event seen: what came since comes first. Without it the stream begins now.",
  });

/** The codes of the faults that a stream begins or ends with, for its description; `others` are those that not every stream has. */
export const faultsFor = (others: string): string =>
  `Errors: INVALID_CURSOR, CURSOR_EXPIRED, ${others}, SUSPENDED, SLOW_CONSUMER; what ends a stream tells in \`extensions.cursor\` where to go on.`;

/** What is told of an event. */
export const payloadOf = <T extends Resumable>(
  type: new () => T,
  event: LoggedEvent,
  fields: Omit<T, keyof Resumable>,
): T => Object.assign(new type(), fields, { cursor: eventCursor(event) });
