import { Fault } from "../graphql/faults.js";
import { Channel } from "./channel.js";
import { eventCursor, positionOf, unknownCursor } from "./cursor.js";
import type { EventStream, LoggedEvent } from "./event-stream.js";

/** How many events may wait for one subscriber. */
const bound = 1_000;
const replayPage = 200;

export interface Follow {
  kinds: string[];
  /** The cursor of the last event seen; without it the stream begins now. */
  after: string | null;
  matches: (event: LoggedEvent) => boolean;
}

/**
 * The events that match, in the log's order, each once: those after the cursor first, then new ones as they are
 * committed. Ends with SLOW_CONSUMER and the last cursor when more than 1,000 wait. `return()` ends it at once, also
 * while it waits.
 */
export async function follow(
  stream: EventStream,
  { kinds, after, matches }: Follow,
): Promise<AsyncIterableIterator<LoggedEvent>> {
  const wanted = (event: LoggedEvent): boolean => kinds.includes(event.kind) && matches(event);
  const live = new Channel<LoggedEvent>(bound);
  let detach = (): void => undefined;
  let ended = false;
  /** Everything up to here was handed out or did not match. */
  let position = stream.head;

  const attach = (): void => {
    if (!ended)
      detach = stream.attach((event) => {
        if (event.position > position && wanted(event) && !live.push(event)) detach();
      });
  };

  if (after === null) attach();
  else {
    position = positionOf(after);
    if (position > stream.head && position > (await stream.end())) throw unknownCursor();
  }

  async function* replay(until: number): AsyncGenerator<LoggedEvent> {
    for (;;) {
      const page = await stream.after(position, kinds, replayPage);
      for (const event of page) {
        if (event.position > until) return;
        position = event.position;
        if (matches(event)) yield event;
      }
      if (page.length < replayPage) return;
    }
  }

  async function* events(): AsyncGenerator<LoggedEvent> {
    if (after !== null) {
      // Most of what was missed comes before the live events begin to queue up; the rest, up to the head at which they begin, after.
      yield* replay(Number.POSITIVE_INFINITY);
      const head = stream.head;
      attach();
      yield* replay(head);
    }
    for (;;) {
      const next = await live.next();
      if (next.end === "closed") return;
      if (next.end === "overflow")
        throw new Fault("SLOW_CONSUMER", "More events wait than are read: subscribe again after the cursor given.", {
          cursor: eventCursor(position),
        });
      if (next.item.position <= position) continue;
      position = next.item.position;
      yield next.item;
    }
  }

  const generator = events();
  const finish = (): void => {
    ended = true;
    detach();
    live.close();
  };
  const iterator: AsyncIterableIterator<LoggedEvent> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      try {
        const result = await generator.next();
        if (result.done) finish();
        return result;
      } catch (error) {
        finish();
        throw error;
      }
    },
    async return() {
      finish();
      return generator.return(undefined);
    },
    async throw(error: unknown) {
      finish();
      return generator.throw(error);
    },
  };
  return iterator;
}
