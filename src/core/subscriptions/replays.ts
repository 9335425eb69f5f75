import { chargeAgain } from "../budget/charge.js";
import type { BudgetContext } from "../budget/budget.services.js";
import type { HubServices } from "./hub.services.js";
import { audienceFor, ownAudience, type Audience } from "./audience.js";
import { eventCursor } from "../event-log/log-cursor.js";
import type { EventDispatcher } from "./event-dispatcher.js";
import type { LoggedEvent } from "../event-log/events.js";
import { operationKey } from "./group.js";
import type { EventFilter } from "./subscription-definition.js";
import { checkStart } from "../event-log/log-start.js";
import type { SubscriptionOperation } from "./subscription-operation.js";
import { resultOf } from "./event-result.js";
import { SharedResults } from "./shared-results.js";
import type { Subscriber } from "./subscriber.js";
import { FairQueue } from "./fair-queue.js";

const pageSize = 200;
/** How many events are executed together, with one round of reads. */
const batchSize = 20;
/** How many subscribers that catch up are served at a time, as they share the pool with requests. */
const maxConcurrent = 3;

/** A subscriber that catches up. */
export interface ReplayTarget {
  /** The context of the subscription: each replayed event is charged to its caller at the cost of the operation. */
  ctx: BudgetContext;
  subscriber: Subscriber;
  operation: SubscriptionOperation;
  audience: Audience;
  /** The current filter. */
  filter: () => Promise<EventFilter>;
}

interface LogPage {
  events: LoggedEvent[];
  matches: EventFilter["matches"];
  /** The position up to which the process had read the log before it read the page. */
  head: number;
}

/**
 * Replays the log to subscribers from a position on, page by page, at the pace of each client; subscribers take turns.
 */
export class Replays {
  readonly #turns = new FairQueue(maxConcurrent);
  readonly #results = new SharedResults();

  constructor(
    private readonly services: () => HubServices,
    private readonly delivery: EventDispatcher,
  ) {}

  /** Drops the shared results, once rows that they were read from have changed. */
  clearShared(): void {
    this.#results.clear();
  }

  /** Replays the events after `from` up to `last`; returns a position up to which nothing is missing. */
  async replay(to: ReplayTarget, from: number, last: number): Promise<number> {
    for (let position = from; ;) {
      const page = await this.#turns.run(to.subscriber, () => this.#pageAfter(position, to));
      const matching = page.events.filter((event) => event.position <= last && page.matches(event));
      for (let at = 0; at < matching.length; at += batchSize) {
        if (to.subscriber.isOver) return position;
        await this.#deliverBatch(to, matching.slice(at, at + batchSize));
      }
      const reached = page.events.at(-1)?.position ?? position;
      // A page that is not full has everything up to the head that was read before it.
      if (page.events.length < pageSize) return Math.max(reached, page.head);
      if (reached >= last || to.subscriber.isOver) return reached;
      position = reached;
    }
  }

  async #pageAfter(position: number, { operation, filter }: ReplayTarget): Promise<LogPage> {
    const { events: log } = this.services();
    const { head } = log;
    const { where } = await filter();
    const events = await log.after(position, operation.field.kinds, pageSize, where);
    // Checked after the read: a month of the log may be dropped while a client catches up.
    await checkStart(log, position);
    // The filter may have changed since.
    const { matches } = await filter();
    return { events, matches, head };
  }

  /** Delivers the events that the caller can pay for, up to the first that fails. */
  async #deliverBatch(to: ReplayTarget, events: LoggedEvent[]): Promise<void> {
    const { ctx, subscriber } = to;
    let [paid, refused] = [0, await chargeAgain(ctx)];
    while (!refused && ++paid < events.length) refused = await chargeAgain(ctx);
    const affordable = events.slice(0, paid);
    const results = await this.#turns.run(subscriber, () => this.#resultsOf(to, affordable));
    for (const [at, result] of results.entries()) {
      if (result.status === "rejected") throw result.reason;
      const event = affordable[at]!;
      if (result.value !== null)
        await subscriber.replay({ position: event.position, cursor: eventCursor(event), result: result.value });
    }
    if (refused) throw refused;
  }

  #resultsOf(
    { subscriber, operation, audience }: ReplayTarget,
    events: LoggedEvent[],
  ): Promise<PromiseSettledResult<string | null>[]> {
    const { memberId } = subscriber;
    const contextOf = this.delivery.contexts();
    return Promise.allSettled(
      events.map((event) => {
        const isOwn = memberId !== null && operation.field.ownersOf(event).includes(memberId);
        const reader = isOwn ? ownAudience(memberId, audience.language) : audienceFor(subscriber, audience);
        return this.#results.of(`${eventCursor(event)} ${operationKey(operation, reader)}`, () =>
          resultOf(contextOf(reader), operation, event),
        );
      }),
    );
  }
}
