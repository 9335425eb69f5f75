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

/** What makes subscribers one group: that they are told the same, and of the same events. */
export const groupKey = (operation: SubscriptionOperation, audience: Audience, { topics }: EventFilter): string =>
  `${operationKey(operation, audience)} ${JSON.stringify(topics && [...topics].sort())}`;

/** What makes that which is told the same: text, variables, and for whom they are executed. */
export const operationKey = ({ execution, variables }: SubscriptionOperation, audience: Audience): string =>
  JSON.stringify([
    audience.key,
    execution.operationName ?? null,
    sorted(variables),
    execution.document.loc?.source.body,
  ]);

/** The same value for equal variables, in whatever order their fields were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

/** All groups of a process, found by what their events have in common: not each is asked about each event. */
export class GroupIndex {
  readonly #groups = new Map<string, Group>();
  /** By field and term; those that want all of a field under the field alone. */
  readonly #byTerm = new Map<string, Set<Group>>();

  get size(): number {
    return this.#groups.size;
  }

  all(): Group[] {
    return [...this.#groups.values()];
  }

  /** The group of this key, made when there is none. */
  join(key: string, make: () => Group): Group {
    let group = this.#groups.get(key);
    if (!group) {
      group = make();
      this.#groups.set(key, group);
      for (const term of placesOf(group)) {
        const groups = this.#byTerm.get(term);
        if (groups) groups.add(group);
        else this.#byTerm.set(term, new Set([group]));
      }
    }
    return group;
  }

  /** Lets a group go that has no subscribers left. */
  leave(group: Group): void {
    if (group.subscribers.size > 0 || this.#groups.get(group.key) !== group) return;
    this.#groups.delete(group.key);
    for (const term of placesOf(group)) {
      const groups = this.#byTerm.get(term)!;
      groups.delete(group);
      if (groups.size === 0) this.#byTerm.delete(term);
    }
  }

  /** The groups that want the event. */
  matching(event: LoggedEvent, fields: Iterable<SubscriptionDefinition>): Group[] {
    const found: Group[] = [];
    for (const field of fields) {
      // From here on the event is one of the definition's own kinds, which is what its functions rely on.
      if (!field.kinds.includes(event.kind)) continue;
      const groups = new Set(this.#byTerm.get(field.name));
      for (const term of field.topicsOf(event))
        for (const group of this.#byTerm.get(`${field.name} ${term}`) ?? []) groups.add(group);
      for (const group of groups) if (group.filter.matches(event)) found.push(group);
    }
    return found;
  }
}

/** Where a group is found: under its field alone when it wants all that is told there. */
const placesOf = ({ operation: { field }, filter: { topics } }: Group): string[] =>
  topics === null ? [field.name] : topics.map((term) => `${field.name} ${term}`);
