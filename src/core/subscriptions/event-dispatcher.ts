import { setImmediate } from "node:timers/promises";
import type { Logger } from "pino";
import { chargeDelivery, chargeDeliveryTime, type Billing } from "../budget/charge.js";
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

/** How many individual deliveries run at a time, as they share the pool with requests. */
const maxIndividual = 4;
/** How many groups of shared audiences an event is executed for at a time: their results are in memory together. */
const maxShared = 8;
/** How long deliveries may keep other work of the process waiting. */
const yieldAfterMs = 4;
/** Individual deliveries that may be queued for one member and for all; past it subscriptions end with UNAVAILABLE. */
const maxWaiting = { forOne: 1_000, forAll: 100_000 };

/** The part of the hub that the dispatcher uses. */
export interface DispatchTarget {
  present: SubscriberRegistry;
  fail: (subscriber: Subscriber, fault: unknown) => void;
  leave: (subscriber: Subscriber) => void;
}

/** Executes an event for the groups that match it: once a group, with one context for all groups of an audience. */
export class EventDispatcher {
  readonly #individual = new FairQueue(maxIndividual);
  readonly #shared = new FairQueue(maxShared);
  #yieldedAt = 0;

  constructor(
    private readonly services: () => HubServices,
    private readonly log: Logger,
    private readonly clients: DispatchTarget,
  ) {}

  /** Resolves once all individual deliveries are made. */
  done(): Promise<void> {
    return this.#individual.done();
  }

  /** Individual deliveries still to be made. */
  get waiting(): number {
    return this.#individual.size;
  }

  /** Gives one context an audience, so that rows are read once for several of its groups, or events. */
  contexts(): (audience: Audience) => Context {
    const made = new Map<string, Context>();
    return (audience) => {
      const ctx = made.get(audience.key) ?? this.contextFor(audience);
      made.set(audience.key, ctx);
      return ctx;
    };
  }

  contextFor({ callerId, language }: Audience): Context {
    const services = this.services();
    const db = services.database.backgroundReads;
    return Object.assign(systemContext(services, this.log), { db, callerId, language });
  }

  /** Resolves once the shared audiences have the event; individual deliveries follow. */
  async deliver(event: LoggedEvent, groups: Group[]): Promise<void> {
    const byAudience = groupBy(
      groups,
      ({ audience }) => audience.key,
      (group) => group,
    );
    const shared: Promise<void>[] = [];
    for (const [key, ofAudience] of byAudience)
      if (!ofAudience[0]!.audience.isIndividual) shared.push(this.#deliverShared(event, ofAudience));
      else this.#deliverIndividually(key, event, ofAudience);
    await Promise.all(shared);
  }

  /** To the subscribers of now, whatever group they are in when the delivery is made. */
  #deliverIndividually(key: string, event: LoggedEvent, groups: Group[]): void {
    const targets = groups.map(({ operation, subscribers }) => ({ operation, subscribers: [...subscribers] }));
    const audience = groups[0]!.audience;
    if (this.#individual.waiting(key) >= maxWaiting.forOne || this.#individual.size >= maxWaiting.forAll)
      return targets.forEach(({ subscribers }) => subscribers.forEach((one) => this.clients.fail(one, tooBusy())));
    this.#individual.add(key, async () => {
      const ctx = this.contextFor(audience);
      await Promise.all(
        targets.map(async ({ operation, subscribers }) => {
          const present = (): Subscriber[] => subscribers.filter((one) => !one.isOver);
          if (present().length > 0) await this.#deliverTo(ctx, event, operation, present);
        }),
      );
    });
  }

  /**
   * To groups of one audience, which share a context and the rows read with it. The owners of the event, and
   * subscribers who are being isolated, get a result of their own.
   */
  async #deliverShared(event: LoggedEvent, groups: Group[]): Promise<void> {
    const { audience } = groups[0]!;
    const contextOf = this.contexts();
    const ctx = contextOf(audience);
    const deliverToGroup = ({ operation, subscribers }: Group): Promise<void> =>
      this.#shared.run(subscribers, async () => {
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
        await this.#deliverTo(ctx, event, operation, others);
        for (const subscriber of own) {
          const individual = contextOf(ownAudience(subscriber.memberId!, audience.language));
          await this.#deliverTo(individual, event, operation, () => [subscriber]);
        }
      });
    await Promise.all(groups.map(deliverToGroup));
  }

  async #deliverTo(
    ctx: Context,
    event: LoggedEvent,
    operation: SubscriptionOperation,
    to: () => Subscriber[],
  ): Promise<void> {
    const billings = this.#charge(to());
    if (billings.length === 0) return;
    await this.#yield();
    const endServiceTime = this.services().serviceTime.start();
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
    } finally {
      chargeDeliveryTime(this.services(), billings, endServiceTime());
    }
  }

  /** Charges the subscribers for an event, and returns what they are charged; those who cannot pay end with RATE_LIMITED. */
  #charge(subscribers: Subscriber[]): Billing[] {
    const services = this.services();
    const charged: Billing[] = [];
    for (const subscriber of subscribers) {
      const refused = chargeDelivery(services, subscriber.billing);
      if (refused) this.clients.fail(subscriber, refused);
      else charged.push(subscriber.billing);
    }
    return charged;
  }

  /** Lets other work of the process come first, when deliveries have taken long. */
  async #yield(): Promise<void> {
    if (performance.now() - this.#yieldedAt < yieldAfterMs) return;
    await setImmediate();
    this.#yieldedAt = performance.now();
  }
}

const tooBusy = (): Fault =>
  new Fault("UNAVAILABLE", "Too much waits to be told: subscribe again after the cursor given.");
