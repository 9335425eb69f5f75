import { Arg, Field, ObjectType } from "type-graphql";
import { eventCursor } from "../event-log/log-cursor.js";
import type { LoggedEvent } from "../event-log/events.js";

/** What each event of a stream carries, so that a client can go on after it. */
@ObjectType()
export abstract class Resumable {
  @Field(() => String, {
    description:
      "The position of this event in the stream, opaque: subscribe with `after` set to it to resume after " +
      "this event.",
  })
  cursor: string;
}

/** The argument that resumes a stream. `subscriptionOperation` reads it from the operation, not the resolver. */
export const After = (): ReturnType<typeof Arg> =>
  Arg("after", () => String, {
    nullable: true,
    description:
      "The cursor of the last event received: the stream resumes after it. Without it, the stream begins " +
      "with the next event.",
  });

/**
 * The fault codes with which a stream may be refused or ended, for its description; `others` are those that not every
 * stream has.
 */
export const faultsFor = (others: string): string =>
  "The error that ends a stream carries in `extensions.cursor` the cursor to resume from. " +
  `Errors: INVALID_CURSOR, CURSOR_EXPIRED, ${others}, SUSPENDED, SLOW_CONSUMER.`;

/** The payload of an event, with its cursor. */
export const payloadOf = <T extends Resumable>(
  type: new () => T,
  event: LoggedEvent,
  fields: Omit<T, keyof Resumable>,
): T => Object.assign(new type(), fields, { cursor: eventCursor(event) });
