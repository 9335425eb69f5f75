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
/** Events that are executed together, with one round of reads. */
const togetherMost = 20;
/** How many of those who catch up are read or executed for at a time: the pool is for requests, too. */
const atOnce = 3;

/** One who catches up. */
export interface ReplayTarget {
  /** Of who subscribed: each event that they are told costs what the operation does. */
  ctx: BudgetContext;
  subscriber: Subscriber;
  operation: SubscriptionOperation;
  audience: Audience;
  /** Its filter as it is now. */
  filter: () => Promise<EventFilter>;
}

interface LogPage {
  events: LoggedEvent[];
  matches: EventFilter["matches"];
  /** Up to where the process had read the log before the page was. */
  head: number;
}

/**
 * Tells subscribers what came in the log since a place, page by page, at the pace of each one's client; they take
 * turns.
 */
export class Replays {
  readonly #turns = new FairQueue(atOnce);
  readonly #results = new SharedResults();

  constructor(
    private readonly services: () => HubServices,
    private readonly delivery: EventDispatcher,
  ) {}

  /** What was told to others does not hold any more. */
  clearShared(): void {
    this.#results.clear();
  }

  /** Tells the events of the log after `from`, up to `last`; gives a position up to which nothing is left. */
  async replay(to: ReplayTarget, from: number, last: number): Promise<number> {
    for (let position = from; ;) {
      const page = await this.#turns.run(to.subscriber, () => this.#pageAfter(position, to));
      const wanted = page.events.filter((event) => event.position <= last && page.matches(event));
      for (let at = 0; at < wanted.length; at += togetherMost) {
        if (to.subscriber.isOver) return position;
        await this.#tellTogether(to, wanted.slice(at, at + togetherMost));
      }
      const reached = page.events.at(-1)?.position ?? position;
      // A page that is not full holds all that had been read of the log before it.
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
    // Only now is the page known to be whole: months may be dropped while a client reads.
    await checkStart(log, position);
    // It may have changed since.
    const { matches } = await filter();
    return { events, matches, head };
  }

  /** What is paid for is told, up to what fails. */
  async #tellTogether(to: ReplayTarget, events: LoggedEvent[]): Promise<void> {
    const { ctx, subscriber } = to;
    let [paid, refused] = [0, await chargeAgain(ctx)];
    while (!refused && ++paid < events.length) refused = await chargeAgain(ctx);
    const told = events.slice(0, paid);
    const results = await this.#turns.run(subscriber, () => this.#resultsOf(to, told));
    for (const [at, result] of results.entries()) {
      if (result.status === "rejected") throw result.reason;
      const event = told[at]!;
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
        const told = isOwn ? ownAudience(memberId, audience.language) : audienceFor(subscriber, audience);
        return this.#results.of(`${eventCursor(event)} ${operationKey(operation, told)}`, () =>
          resultOf(contextOf(told), operation, event),
        );
      }),
    );
  }
}
