import type { LoggedEvent } from "../event-log/events.js";
import { audienceFor, type Audience } from "./audience.js";
import { Group, GroupIndex, groupKey } from "./group.js";
import type { Subscriber } from "./subscriber.js";
import type { EventFilter, SubscriptionDefinition } from "./subscription-definition.js";
import type { SubscriptionOperation } from "./subscription-operation.js";

/** The group of each subscriber. */
export class GroupMembership {
  readonly #index = new GroupIndex();
  readonly #groupOf = new Map<Subscriber, Group>();

  get subscriberCount(): number {
    return this.#groupOf.size;
  }

  get groupCount(): number {
    return this.#index.size;
  }

  matching(event: LoggedEvent, definitions: Iterable<SubscriptionDefinition>): Group[] {
    return this.#index.matching(event, definitions);
  }

  /** The groups whose filters may change. */
  volatile(): Group[] {
    return this.#index.all().filter(({ filter }) => filter.mayChange);
  }

  join(subscriber: Subscriber, operation: SubscriptionOperation, filter: EventFilter, audience: Audience): void {
    if (subscriber.isOver) return;
    const own = audienceFor(subscriber, audience);
    const key = groupKey(operation, own, filter);
    const group = this.#index.join(key, () => new Group(key, operation, filter, own));
    group.subscribers.add(subscriber);
    this.#groupOf.set(subscriber, group);
  }

  leave(subscriber: Subscriber): void {
    const group = this.#groupOf.get(subscriber);
    if (group) this.#takeOut(subscriber, group);
    this.#groupOf.delete(subscriber);
  }

  /** Moves an isolated subscriber to a group of their own audience. */
  isolate(subscriber: Subscriber): void {
    const group = this.#groupOf.get(subscriber);
    if (!group || group.audience.isIndividual) return;
    this.#takeOut(subscriber, group);
    this.join(subscriber, group.operation, group.filter, group.audience);
  }

  /** Moves a group's subscribers to the group with this filter. */
  refilter(group: Group, filter: EventFilter): void {
    const { operation, audience } = group;
    if (groupKey(operation, audience, filter) === group.key) return;
    for (const subscriber of [...group.subscribers]) {
      this.#takeOut(subscriber, group);
      this.join(subscriber, operation, filter, audience);
    }
  }

  #takeOut(subscriber: Subscriber, group: Group): void {
    group.subscribers.delete(subscriber);
    this.#index.leave(group);
  }
}
