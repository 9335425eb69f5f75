import type { Logger } from "pino";
import { billingOf } from "../budget/charge.js";
import type { BudgetContext } from "../budget/budget.services.js";
import type { HubServices } from "./hub.services.js";
import { audienceOf, type Audience } from "./audience.js";
import { Backlog } from "./backlog.js";
import { decodeCursor, invalidCursor } from "../event-log/log-cursor.js";
import { EventDispatcher } from "./event-dispatcher.js";
import type { EventKind, LoggedEvent } from "../event-log/events.js";
import { GroupFilters, type VersionedFilter } from "./group-filters.js";
import { GroupMembership } from "./group-membership.js";
import type { IsolationRule } from "./isolation.js";
import type { SubscriptionDefinition } from "./subscription-definition.js";
import { checkOffset } from "../event-log/log-start.js";
import type { SubscriptionOperation } from "./subscription-operation.js";
import { SubscriberRegistry } from "./subscriber-registry.js";
import { QueuedBytes } from "./queued-bytes.js";
import { Replays } from "./replays.js";
import { Subscriber, type Sink } from "./subscriber.js";

/** What the domains declare. */
export interface HubOptions {
  /** The fields of Subscription, by their names. */
  definitions: ReadonlyMap<string, SubscriptionDefinition>;
  isolation: readonly IsolationRule[];
}

/**
 * Delivers the log's events to all subscriptions of a process. Subscriptions that would get the same results form a
 * group; an event is executed and written as JSON once for each group, with one round of reads for all groups of an
 * audience, in the log's order. Individual delivery follows, in the same order, so that nobody waits for it.
 */
export class SubscriptionHub {
  readonly #groups = new GroupMembership();
  readonly #filters: GroupFilters;
  readonly #present = new SubscriberRegistry();
  readonly #delivery: EventDispatcher;
  readonly #replays: Replays;
  readonly #backlog = new Backlog();
  readonly #queued = new QueuedBytes();
  /** Kinds of event after which whatever was read before still holds. */
  readonly #additiveKinds: ReadonlySet<EventKind>;
  #unfollow: () => void = () => undefined;
  /** Events are delivered one after the other. */
  #delivering: Promise<void> = Promise.resolve();

  constructor(
    private readonly services: () => HubServices,
    private readonly options: HubOptions,
    private readonly log: Logger,
  ) {
    const additive = [...options.definitions.values()].filter(({ isAdditive }) => isAdditive);
    this.#additiveKinds = new Set(additive.flatMap(({ kinds }) => kinds));
    this.#delivery = new EventDispatcher(services, log, {
      present: this.#present,
      fail: (subscriber, fault) => this.#fail(subscriber, fault),
      leave: (subscriber) => this.leave(subscriber),
    });
    this.#filters = new GroupFilters({
      groups: this.#groups,
      filterNow: ({ field, args }, audience) => field.filterFor(this.#delivery.contextFor(audience), args),
      afterDelivery: (step) => this.#then(step),
      log,
    });
    this.#replays = new Replays(services, this.#delivery);
  }

  get subscriberCount(): number {
    return this.#groups.subscriberCount;
  }

  get groupCount(): number {
    return this.#groups.groupCount;
  }

  /**
   * What was read of the log and is not delivered yet: events, the seconds that the oldest has waited, and the
   * individual deliveries.
   */
  get backlog(): { events: number; seconds: number; alone: number } {
    return { events: this.#backlog.size, seconds: this.#backlog.ageSeconds, alone: this.#delivery.waiting };
  }

  /** Bytes of results that wait for subscribers which catch up or read slowly. */
  get queuedBytes(): number {
    return this.#queued.bytes;
  }

  start(): void {
    this.#unfollow = this.services().events.follow({
      onEvent: (event) => this.#take(event),
      onReset: () => this.#endAll(),
    });
  }

  async stop(): Promise<void> {
    this.#unfollow();
    this.#filters.stop();
    for (const subscriber of this.#present.all) this.leave(subscriber);
    this.#replays.clearShared();
    await this.settled();
  }

  /** Resolves once every event that was read until now is delivered. */
  async settled(): Promise<void> {
    await this.#delivering;
    await this.#delivery.done();
  }

  /**
   * Begins a subscription: after the cursor given, or now. A fault for arguments that are wrong. The caller ends it
   * by `leave`; its `whenEnded` is called when it ends by itself.
   */
  async subscribe(ctx: BudgetContext, operation: SubscriptionOperation, sink: Sink): Promise<Subscriber> {
    const { version } = this.#filters;
    const filter = await operation.field.filterFor(ctx, operation.args);
    const after = operation.after === null ? null : await this.#checked(operation.after);
    const { events } = this.services();
    const subscriber = new Subscriber(
      sink,
      ctx.callerId,
      {
        position: after ?? events.head,
        cursor: operation.after ?? events.cursor,
        held: after !== null,
      },
      billingOf(ctx),
      this.#queued,
    );
    // First of all, so that it is isolated by events that come meanwhile.
    this.#present.add(subscriber);
    const audience = await audienceOf(ctx, operation, this.options.isolation).catch((error: unknown) => {
      this.leave(subscriber);
      throw error;
    });
    // The filter is made again where it is used, when it may have changed meanwhile.
    void this.#begin(subscriber, ctx, operation, { version, filter }, audience, after).catch((error: unknown) =>
      this.#fail(subscriber, error),
    );
    return subscriber;
  }

  leave(subscriber: Subscriber): void {
    subscriber.end();
    this.#present.delete(subscriber);
    this.#groups.leave(subscriber);
  }

  async #checked(cursor: string): Promise<number> {
    const offset = decodeCursor(cursor);
    await checkOffset(this.services().events, offset);
    return offset.position;
  }

  /** Most of what was missed comes before the live events begin to wait; the rest, up to where they begin, after. */
  async #begin(
    subscriber: Subscriber,
    ctx: BudgetContext,
    operation: SubscriptionOperation,
    made: VersionedFilter,
    audience: Audience,
    after: number | null,
  ): Promise<void> {
    const { events } = this.services();
    const current = this.#filters.current(operation, audience, made);
    if (after === null) return this.#groups.join(subscriber, operation, await current(), audience);
    const target = { ctx, subscriber, operation, audience, filter: current };
    const reached = await this.#replays.replay(target, after, Number.POSITIVE_INFINITY);
    const filter = await current();
    const joined = events.head;
    this.#groups.join(subscriber, operation, filter, audience);
    if (reached < joined) await this.#replays.replay(target, reached, joined);
    subscriber.caughtUp();
  }

  #take(event: LoggedEvent): void {
    const { definitions, isolation } = this.options;
    if (!this.#additiveKinds.has(event.kind)) this.#replays.clearShared();
    const isolated = this.#present.isolate(isolation.flatMap((rule) => rule.isolatedBy(event)));
    if (isolated.length > 0) this.#then(() => isolated.forEach((subscriber) => this.#isolate(subscriber)));
    if ([...definitions.values()].some((definition) => definition.changesFilters?.(event))) this.#filters.outdate();
    // Its groups are looked up when its turn has come: what comes before it may move subscribers to others.
    if (this.#groups.groupCount === 0) return;
    this.#backlog.add();
    this.#then(() =>
      this.#delivery
        .deliver(event, this.#groups.matching(event, definitions.values()))
        .finally(() => this.#backlog.done()),
    );
  }

  #then(step: () => void | Promise<void>): void {
    this.#delivering = this.#delivering.then(step).catch((error: unknown) => {
      this.log.error({ err: error }, "an event could not be delivered");
    });
  }

  #isolate(subscriber: Subscriber): void {
    this.#present.beingIsolated.delete(subscriber);
    this.#groups.isolate(subscriber);
  }

  /** What was delivered may never have happened. */
  #endAll(): void {
    this.#replays.clearShared();
    for (const subscriber of this.#present.all) this.#fail(subscriber, invalidCursor());
  }

  #fail(subscriber: Subscriber, error: unknown): void {
    subscriber.fail(error);
    this.leave(subscriber);
  }
}
