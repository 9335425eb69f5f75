import { eventCursor } from "./cursor.js";
import type { EventStream, LoggedEvent } from "./event-stream.js";
import type { Want } from "./live-field.js";
import { checkStart } from "./log-start.js";
import type { LiveOperation } from "./operation.js";
import type { Subscriber } from "./subscriber.js";

const pageSize = 200;

export interface Replay {
  events: EventStream;
  subscriber: Subscriber;
  operation: LiveOperation;
  /** What is wanted as themes are now. */
  want: () => Promise<Want>;
  /** What the event tells this subscriber. */
  resultOf: (event: LoggedEvent) => Promise<string | null>;
}

/** Tells one subscriber the events of the log after `from`, up to `last`, page by page; gives the position that was reached. */
export async function replayed(
  { events, subscriber, operation, want, resultOf }: Replay,
  from: number,
  last: number,
): Promise<number> {
  for (let position = from; ;) {
    const { where } = await want();
    const page = await events.after(position, operation.field.kinds, pageSize, where);
    // Only now is the page known to be whole: months may be dropped while a client reads.
    await checkStart(events, position);
    // Themes may have come in since.
    const { matches } = await want();
    for (const event of page) {
      if (event.position > last || subscriber.isOver) return position;
      position = event.position;
      const result = matches(event) ? await resultOf(event) : null;
      if (result !== null) await subscriber.replay({ position, cursor: eventCursor(event), result });
    }
    if (page.length < pageSize) return position;
  }
}
