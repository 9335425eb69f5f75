import type { Audience } from "./audience.js";
import type { LoggedEvent } from "../event-log/events.js";
import type { SubscriptionDefinition, EventFilter } from "./subscription-definition.js";
import type { SubscriptionOperation } from "./subscription-operation.js";
import type { Subscriber } from "./subscriber.js";

/** Subscribers with the same operation and the same audience: an event is executed once for all of them. */
export class Group {
  readonly subscribers = new Set<Subscriber>();

  constructor(
    readonly key: string,
    readonly operation: SubscriptionOperation,
    readonly filter: EventFilter,
    readonly audience: Audience,
  ) {}
}

/** The identity of a group: the same results, for the same events. */
export const groupKey = (operation: SubscriptionOperation, audience: Audience, { topics }: EventFilter): string =>
  `${operationKey(operation, audience)} ${JSON.stringify(topics && [...topics].sort())}`;

/** The identity of a result: the operation, its variables, and the audience for which it is executed. */
export const operationKey = ({ text, variables }: SubscriptionOperation, audience: Audience): string =>
  JSON.stringify([audience.key, sorted(variables), text]);

/** A canonical form of variables, in which the order of object fields does not count. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  // A date is written as JSON writes it.
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

/** All groups of a process, indexed by topic, so that an event is matched only with the groups of its topics. */
export class GroupIndex {
  readonly #groups = new Map<string, Group>();
  /** By field and topic; groups without topics under the field alone. */
  readonly #byTopic = new Map<string, Set<Group>>();

  get size(): number {
    return this.#groups.size;
  }

  all(): Group[] {
    return [...this.#groups.values()];
  }

  /** The group of this key, made when there is none. */
  join(groupKey: string, make: () => Group): Group {
    let group = this.#groups.get(groupKey);
    if (!group) {
      group = make();
      this.#groups.set(groupKey, group);
      for (const key of indexKeysOf(group)) {
        const groups = this.#byTopic.get(key);
        if (groups) groups.add(group);
        else this.#byTopic.set(key, new Set([group]));
      }
    }
    return group;
  }

  /** Removes a group that has no subscribers left. */
  leave(group: Group): void {
    if (group.subscribers.size > 0 || this.#groups.get(group.key) !== group) return;
    this.#groups.delete(group.key);
    for (const key of indexKeysOf(group)) {
      const groups = this.#byTopic.get(key)!;
      groups.delete(group);
      if (groups.size === 0) this.#byTopic.delete(key);
    }
  }

  /** The groups whose filter matches the event. */
  matching(event: LoggedEvent, fields: Iterable<SubscriptionDefinition>): Group[] {
    const found: Group[] = [];
    for (const field of fields) {
      // From here on the event is one of the definition's own kinds, which is what its functions rely on.
      if (!field.kinds.includes(event.kind)) continue;
      const groups = new Set(this.#byTopic.get(field.name));
      for (const topic of field.topicsOf(event))
        for (const group of this.#byTopic.get(`${field.name} ${topic}`) ?? []) groups.add(group);
      for (const group of groups) if (group.filter.matches(event)) found.push(group);
    }
    return found;
  }
}

/** The keys of a group in the index: its field alone if it has no topics. */
const indexKeysOf = ({ operation: { field }, filter: { topics } }: Group): string[] =>
  topics === null ? [field.name] : topics.map((topic) => `${field.name} ${topic}`);
