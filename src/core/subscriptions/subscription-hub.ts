import type { Logger } from "pino";
import { isUnavailable } from "../database/database.js";
import type { BudgetContext } from "../budget/budget.services.js";
import type { HubServices } from "./hub.services.js";
import { audienceFor, audienceOf, type Audience } from "./audience.js";
import { Backlog } from "./backlog.js";
import { decodeCursor, invalidCursor } from "../event-log/log-cursor.js";
import { EventDispatcher } from "./event-dispatcher.js";
import type { LoggedEvent } from "../event-log/event-log-reader.js";
import { Group, GroupIndex, groupKey } from "./group.js";
import type { SubscriptionDefinition, EventFilter } from "./subscription-definition.js";
import { checkOffset } from "../event-log/log-start.js";
import type { SubscriptionOperation } from "./subscription-operation.js";
import { SubscriberRegistry } from "./subscriber-registry.js";
import { Replays } from "./replays.js";
import { Subscriber, type Sink } from "./subscriber.js";

/** Events that change nothing that another one told: what was read of those a moment ago still holds. */
const additions = new Set(["idea.posted", "comment.added", "notification.made"]);
const retryMs = 1_000;

/**
 * Delivers the log's events to all subscriptions of a process. Subscriptions that would be told the same form a group; an event is
 * executed and written as JSON once for each group, with one round of reads for all groups of an audience, in the log's order. Those who
 * are told alone follow the others, in the same order, so that nobody waits for them.
 */
export class SubscriptionHub {
  readonly #groups = new GroupIndex();
  /** Those under way, and the group of each. */
  readonly #subscriptions = new Map<Subscriber, Group>();
  readonly #present = new SubscriberRegistry();
  readonly #delivery: EventDispatcher;
  readonly #replays: Replays;
  readonly #backlog = new Backlog();
  #detach: (() => void)[] = [];
  /** How often themes came in since the start. */
  #vocabularies = 0;
  #retry: NodeJS.Timeout | null = null;
  /** Events are delivered one after the other. */
  #delivering: Promise<void> = Promise.resolve();

  constructor(
    private readonly services: () => HubServices,
    private readonly fields: ReadonlyMap<string, SubscriptionDefinition>,
    private readonly log: Logger,
  ) {
    this.#delivery = new EventDispatcher(services, log, {
      present: this.#present,
      fail: (subscriber, fault) => this.#fail(subscriber, fault),
      leave: (subscriber) => this.leave(subscriber),
    });
    this.#replays = new Replays(services, this.#delivery);
  }

  get subscriberCount(): number {
    return this.#subscriptions.size;
  }

  get groupCount(): number {
    return this.#groups.size;
  }

  /** What was read of the log and is not delivered yet: events, for how long the oldest waits, and how often somebody is to be told alone. */
  get backlog(): { events: number; seconds: number; alone: number } {
    return { events: this.#backlog.size, seconds: this.#backlog.ageSeconds, alone: this.#delivery.waiting };
  }

  start(): void {
    const { events } = this.services();
    this.#detach = [events.subscribe((event) => this.#take(event)), events.onLogReset(() => this.#endAll())];
  }

  async stop(): Promise<void> {
    for (const detach of this.#detach) detach();
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
   * Begins a subscription: after the cursor given, or now. A fault for arguments that are wrong. Whoever asked ends it by `leave`;
   * `whenEnded` of it tells when it ends by itself.
   */
  async subscribe(ctx: BudgetContext, operation: SubscriptionOperation, sink: Sink): Promise<Subscriber> {
    const vocabulary = this.#vocabularies;
    const want = await operation.field.filterFor(ctx, operation.args);
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
    // Looked at again where it is used, as themes may have come in meanwhile.
    const wanted = { vocabulary, want };
    void this.#begin(subscriber, ctx, operation, wanted, audience, after).catch((error: unknown) =>
      this.#fail(subscriber, error),
    );
    return subscriber;
  }

  leave(subscriber: Subscriber): void {
    subscriber.end();
    this.#present.delete(subscriber);
    const group = this.#subscriptions.get(subscriber);
    if (group) this.#takeOut(subscriber, group);
    this.#subscriptions.delete(subscriber);
  }

  async #checked(cursor: string): Promise<number> {
    const place = decodeCursor(cursor);
    await checkOffset(this.services().events, place);
    return place.position;
  }

  #join(subscriber: Subscriber, operation: SubscriptionOperation, want: EventFilter, audience: Audience): void {
    if (subscriber.isOver) return;
    const told = audienceFor(subscriber, audience);
    const key = groupKey(operation, told, want);
    const group = this.#groups.join(key, () => new Group(key, operation, want, told));
    group.subscribers.add(subscriber);
    this.#subscriptions.set(subscriber, group);
  }

  #takeOut(subscriber: Subscriber, group: Group): void {
    group.subscribers.delete(subscriber);
    this.#groups.leave(group);
  }

  /** Most of what was missed comes before the live events begin to wait; the rest, up to where they begin, after. */
  async #begin(
    subscriber: Subscriber,
    ctx: BudgetContext,
    operation: SubscriptionOperation,
    wanted: { vocabulary: number; want: EventFilter },
    audience: Audience,
    after: number | null,
  ): Promise<void> {
    const { events } = this.services();
    const current = async (): Promise<EventFilter> => {
      while (wanted.want.dependsOnThemes && wanted.vocabulary !== this.#vocabularies) {
        wanted.vocabulary = this.#vocabularies;
        wanted.want = await this.#wantNow(operation, audience);
      }
      return wanted.want;
    };
    if (after === null) return this.#join(subscriber, operation, await current(), audience);
    const asked = { ctx, subscriber, operation, audience, want: current };
    const reached = await this.#replays.replay(asked, after, Number.POSITIVE_INFINITY);
    const want = await current();
    const joined = events.head;
    this.#join(subscriber, operation, want, audience);
    if (reached < joined) await this.#replays.replay(asked, reached, joined);
    subscriber.caughtUp();
  }

  #take(event: LoggedEvent): void {
    if (!additions.has(event.kind)) this.#replays.clearShared();
    if (event.kind === "member.blocked") {
      const { blockerId, blockedId } = event.data as { blockerId: string; blockedId: string };
      const apart = this.#present.isolate([blockerId, blockedId]);
      this.#then(() => apart.forEach((subscriber) => this.#setApart(subscriber)));
    }
    if (event.kind === "network.imported" && event.data.file === "themes.csv") {
      this.#vocabularies++;
      this.#then(() => this.#wantAnew());
    }
    // Its groups are looked up when its turn has come: what comes before it may move subscribers to others.
    if (this.#groups.size === 0) return;
    this.#backlog.add();
    this.#then(() =>
      this.#delivery
        .deliver(event, this.#groups.matching(event, this.fields.values()))
        .finally(() => this.#backlog.done()),
    );
  }

  #then(step: () => void | Promise<void>): void {
    this.#delivering = this.#delivering.then(step).catch((error: unknown) => {
      this.log.error({ err: error }, "an event could not be delivered");
    });
  }

  /** What a block keeps from the member is left out: they are told for themselves. */
  #setApart(subscriber: Subscriber): void {
    this.#present.beingIsolated.delete(subscriber);
    const group = this.#subscriptions.get(subscriber);
    if (!group || group.audience.isIndividual) return;
    const { operation, filter, audience } = group;
    this.#takeOut(subscriber, group);
    this.#join(subscriber, operation, filter, audience);
  }

  #wantNow(operation: SubscriptionOperation, audience: Audience): Promise<EventFilter> {
    return operation.field.filterFor(this.#delivery.contextFor(audience), operation.args);
  }

  /** New themes may be narrower ones of those that are waited for. While the database is away, groups wait as they did. */
  async #wantAnew(): Promise<void> {
    for (const group of this.#groups.all()) {
      const { operation, audience } = group;
      if (!group.filter.dependsOnThemes) continue;
      const want = await this.#wantNow(operation, audience).catch((error: unknown) => {
        if (!isUnavailable(error)) this.log.warn({ err: error }, "what a group waits for cannot be read anew");
        return isUnavailable(error) ? null : group.filter;
      });
      if (want === null) {
        this.#retry ??= setTimeout(() => {
          this.#retry = null;
          this.#then(() => this.#wantAnew());
        }, retryMs);
        return;
      }
      if (groupKey(operation, audience, want) === group.key) continue;
      for (const subscriber of [...group.subscribers]) {
        this.#takeOut(subscriber, group);
        this.#join(subscriber, operation, want, audience);
      }
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
