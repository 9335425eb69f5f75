import type { Logger } from "pino";
import { groupBy } from "../graphql/batch.js";
import { systemContext, type Context } from "../graphql/context.js";
import type { HubServices } from "./hub.services.js";
import { Fault } from "../errors/fault.js";
import { ownAudience, type Audience } from "./audience.js";
import { eventCursor } from "../event-log/log-cursor.js";
import type { LoggedEvent } from "../event-log/events.js";
import type { Group } from "./group.js";
import type { SubscriptionOperation } from "./subscription-operation.js";
import type { SubscriberRegistry } from "./subscriber-registry.js";
import { resultOf } from "./event-result.js";
import type { Subscriber } from "./subscriber.js";
import { FairQueue } from "./fair-queue.js";

/** How many who are told alone are executed for at a time: the pool is for requests, too. */
const aloneAtOnce = 4;
/** Events that may wait for one who is told alone, and for all of them; past it the service is too busy, and they are told to come back. */
const maxWaiting = { forOne: 1_000, forAll: 100_000 };

/** What delivery asks of who keeps the subscriptions. */
export interface DispatchTarget {
  present: SubscriberRegistry;
  fail: (subscriber: Subscriber, fault: unknown) => void;
  leave: (subscriber: Subscriber) => void;
}

/** Executes an event for the groups that want it: once for each group, with one context for all groups of an audience. */
export class EventDispatcher {
  readonly #alone = new FairQueue(aloneAtOnce);

  constructor(
    private readonly services: () => HubServices,
    private readonly log: Logger,
    private readonly clients: DispatchTarget,
  ) {}

  /** Resolves once those who are told alone have all that they were to be told. */
  done(): Promise<void> {
    return this.#alone.done();
  }

  /** How many times somebody is to be told alone. */
  get waiting(): number {
    return this.#alone.size;
  }

  /** Gives one context for each audience, so that what is read for several of its groups, or events, is read once. */
  contexts(): (audience: Audience) => Context {
    const made = new Map<string, Context>();
    return (audience) => {
      const ctx = made.get(audience.key) ?? this.contextFor(audience);
      made.set(audience.key, ctx);
      return ctx;
    };
  }

  contextFor({ callerId, language }: Audience): Context {
    return Object.assign(systemContext(this.services(), this.log), { callerId, language });
  }

  /** Resolves once those have it who share an audience; the others follow. */
  async deliver(event: LoggedEvent, groups: Group[]): Promise<void> {
    const byAudience = groupBy(
      groups,
      ({ audience }) => audience.key,
      (group) => group,
    );
    const shared: Promise<void>[] = [];
    for (const [key, alike] of byAudience)
      if (!alike[0]!.audience.isIndividual) shared.push(this.#tellAll(event, alike));
      else this.#tellLater(key, event, alike);
    await Promise.all(shared);
  }

  /** To who was there when the event's turn came, whatever group they are in by then. */
  #tellLater(key: string, event: LoggedEvent, groups: Group[]): void {
    const told = groups.map(({ operation, subscribers }) => ({ operation, subscribers: [...subscribers] }));
    const audience = groups[0]!.audience;
    if (this.#alone.waiting(key) >= maxWaiting.forOne || this.#alone.size >= maxWaiting.forAll)
      return told.forEach(({ subscribers }) => subscribers.forEach((one) => this.clients.fail(one, tooBusy())));
    this.#alone.add(key, async () => {
      const ctx = this.contextFor(audience);
      await Promise.all(
        told.map(async ({ operation, subscribers }) => {
          const present = (): Subscriber[] => subscribers.filter((one) => !one.isOver);
          if (present().length > 0) await this.#tell(ctx, event, operation, present);
        }),
      );
    });
  }

  /**
   * To groups of one audience, which share a context, and so what is read; what somebody did themselves they are told as theirs, and who
   * is being set apart is told alone.
   */
  async #tellAll(event: LoggedEvent, groups: Group[]): Promise<void> {
    const { audience } = groups[0]!;
    const contextOf = this.contexts();
    const ctx = contextOf(audience);
    await Promise.all(
      groups.map(async ({ operation, subscribers }) => {
        const own = new Set(
          operation.field
            .ownersOf(event)
            .flatMap((memberId) => [...this.clients.present.ofMember(memberId)])
            .filter((subscriber) => subscribers.has(subscriber)),
        );
        const others = (): Subscriber[] => {
          for (const subscriber of this.clients.present.beingIsolated)
            if (subscribers.has(subscriber)) own.add(subscriber);
          return own.size === 0 ? [...subscribers] : [...subscribers].filter((one) => !own.has(one));
        };
        await this.#tell(ctx, event, operation, others);
        for (const subscriber of own) {
          const alone = contextOf(ownAudience(subscriber.memberId!, audience.language));
          await this.#tell(alone, event, operation, () => [subscriber]);
        }
      }),
    );
  }

  async #tell(
    ctx: Context,
    event: LoggedEvent,
    operation: SubscriptionOperation,
    to: () => Subscriber[],
  ): Promise<void> {
    try {
      const result = await resultOf(ctx, operation, event);
      if (result === null) return;
      const delivery = { position: event.position, cursor: eventCursor(event), result };
      for (const subscriber of to()) {
        subscriber.deliver(delivery);
        if (subscriber.isOver) this.clients.leave(subscriber);
      }
    } catch (error) {
      for (const subscriber of to()) if (subscriber.position < event.position) this.clients.fail(subscriber, error);
    }
  }
}

const tooBusy = (): Fault =>
  new Fault("UNAVAILABLE", "Too much waits to be told: subscribe again after the cursor given.");
