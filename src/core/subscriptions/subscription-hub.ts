import type { Logger } from "pino";
import { isUnavailable } from "../database/database.js";
import type { BudgetContext } from "../budget/budget.services.js";
import type { HubServices } from "./hub.services.js";
import { audienceOf, type Audience } from "./audience.js";
import { Backlog } from "./backlog.js";
import { decodeCursor, invalidCursor } from "../event-log/log-cursor.js";
import { EventDispatcher } from "./event-dispatcher.js";
import type { EventKind, LoggedEvent } from "../event-log/events.js";
import { GroupMembership } from "./group-membership.js";
import type { SubscriptionDefinition, EventFilter } from "./subscription-definition.js";
import { checkOffset } from "../event-log/log-start.js";
import type { SubscriptionOperation } from "./subscription-operation.js";
import { SubscriberRegistry } from "./subscriber-registry.js";
import { Replays } from "./replays.js";
import { Subscriber, type Sink } from "./subscriber.js";

const retryMs = 1_000;

/** What the domains declare. */
export interface HubOptions {
  /** The fields of Subscription, by their names. */
  definitions: ReadonlyMap<string, SubscriptionDefinition>;
  /** The members for whom payloads differ from other members' after an event. */
  isolatedBy: (event: LoggedEvent) => readonly string[];
}

/**
 * Delivers the log's events to all subscriptions of a process. Subscriptions that would be told the same form a group;
 * an event is executed and written as JSON once for each group, with one round of reads for all groups of an audience,
 * in the log's order. Those who are told alone follow the others, in the same order, so that nobody waits for them.
 */
export class SubscriptionHub {
  readonly #groups = new GroupMembership();
  readonly #present = new SubscriberRegistry();
  readonly #delivery: EventDispatcher;
  readonly #replays: Replays;
  readonly #backlog = new Backlog();
  /** Kinds of event after which whatever was read before still holds. */
  readonly #additiveKinds: ReadonlySet<EventKind>;
  #unfollow: () => void = () => undefined;
  /** How often filters may have changed since the start. */
  #filterVersion = 0;
  #retry: NodeJS.Timeout | null = null;
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
    this.#replays = new Replays(services, this.#delivery);
  }

  get subscriberCount(): number {
    return this.#groups.subscriberCount;
  }

  get groupCount(): number {
    return this.#groups.groupCount;
  }

  /**
   * What was read of the log and is not delivered yet: events, for how long the oldest waits, and how often somebody is
   * to be told alone.
   */
  get backlog(): { events: number; seconds: number; alone: number } {
    return { events: this.#backlog.size, seconds: this.#backlog.ageSeconds, alone: this.#delivery.waiting };
  }

  start(): void {
    this.#unfollow = this.services().events.follow({
      onEvent: (event) => this.#take(event),
      onReset: () => this.#endAll(),
    });
  }

  async stop(): Promise<void> {
    this.#unfollow();
    if (this.#retry) clearTimeout(this.#retry);
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
   * Begins a subscription: after the cursor given, or now. A fault for arguments that are wrong. Whoever asked ends it
   * by `leave`; `whenEnded` of it tells when it ends by itself.
   */
  async subscribe(ctx: BudgetContext, operation: SubscriptionOperation, sink: Sink): Promise<Subscriber> {
    const version = this.#filterVersion;
    const filter = await operation.field.filterFor(ctx, operation.args);
    const after = operation.after === null ? null : await this.#checked(operation.after);
    const { events } = this.services();
    const subscriber = new Subscriber(sink, ctx.callerId, {
      position: after ?? events.head,
      cursor: operation.after ?? events.cursor,
      held: after !== null,
    });
    // First of all, so that no block that comes meanwhile goes unheard.
    this.#present.add(subscriber);
    const audience = await audienceOf(ctx, operation).catch((error: unknown) => {
      this.leave(subscriber);
      throw error;
    });
    // Looked at again where it is used, as it may have changed meanwhile.
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
    known: { version: number; filter: EventFilter },
    audience: Audience,
    after: number | null,
  ): Promise<void> {
    const { events } = this.services();
    const current = async (): Promise<EventFilter> => {
      while (known.filter.mayChange && known.version !== this.#filterVersion) {
        known.version = this.#filterVersion;
        known.filter = await this.#filterNow(operation, audience);
      }
      return known.filter;
    };
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
    const { definitions, isolatedBy } = this.options;
    if (!this.#additiveKinds.has(event.kind)) this.#replays.clearShared();
    const isolated = this.#present.isolate(isolatedBy(event));
    if (isolated.length > 0) this.#then(() => isolated.forEach((subscriber) => this.#isolate(subscriber)));
    if ([...definitions.values()].some((definition) => definition.changesFilters?.(event))) {
      this.#filterVersion++;
      this.#then(() => this.#refreshFilters());
    }
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

  #filterNow(operation: SubscriptionOperation, audience: Audience): Promise<EventFilter> {
    return operation.field.filterFor(this.#delivery.contextFor(audience), operation.args);
  }

  /** While the database is unavailable, groups keep the filters that they have. */
  async #refreshFilters(): Promise<void> {
    for (const group of this.#groups.volatile()) {
      const filter = await this.#filterNow(group.operation, group.audience).catch((error: unknown) => {
        if (!isUnavailable(error)) this.log.warn({ err: error }, "the filter of a group cannot be made again");
        return isUnavailable(error) ? null : group.filter;
      });
      if (filter === null) {
        this.#retry ??= setTimeout(() => {
          this.#retry = null;
          this.#then(() => this.#refreshFilters());
        }, retryMs);
        return;
      }
      this.#groups.refilter(group, filter);
    }
  }

  /** What was told may never have happened. */
  #endAll(): void {
    this.#replays.clearShared();
    for (const subscriber of this.#present.all) this.#fail(subscriber, invalidCursor());
  }

  #fail(subscriber: Subscriber, error: unknown): void {
    subscriber.fail(error);
    this.leave(subscriber);
  }
}
