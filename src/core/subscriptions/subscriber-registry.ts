import type { Subscriber } from "./subscriber.js";

/** All subscribers of a process, by member; those that still catch up included. */
export class SubscriberRegistry {
  readonly #all = new Set<Subscriber>();
  readonly #ofMember = new Map<string, Set<Subscriber>>();
  /** Subscribers whom a block isolates as soon as the events before it are delivered. */
  readonly beingIsolated = new Set<Subscriber>();

  get all(): Subscriber[] {
    return [...this.#all];
  }

  ofMember(memberId: string): Iterable<Subscriber> {
    return this.#ofMember.get(memberId) ?? [];
  }

  add(subscriber: Subscriber): void {
    this.#all.add(subscriber);
    const { memberId } = subscriber;
    if (memberId === null) return;
    const own = this.#ofMember.get(memberId);
    if (own) own.add(subscriber);
    else this.#ofMember.set(memberId, new Set([subscriber]));
  }

  delete(subscriber: Subscriber): void {
    this.#all.delete(subscriber);
    this.beingIsolated.delete(subscriber);
    const { memberId } = subscriber;
    const own = memberId === null ? undefined : this.#ofMember.get(memberId);
    own?.delete(subscriber);
    if (memberId !== null && own?.size === 0) this.#ofMember.delete(memberId);
  }

  /** Marks the subscribers of these members as isolated, and returns them. */
  isolate(memberIds: readonly string[]): Subscriber[] {
    const isolated = memberIds.flatMap((memberId) => [...this.ofMember(memberId)]);
    for (const subscriber of isolated) {
      subscriber.isIsolated = true;
      this.beingIsolated.add(subscriber);
    }
    return isolated;
  }
}
