import type { Logger } from "pino";
import { isUnavailable } from "../database/failures.js";
import type { Audience } from "./audience.js";
import type { GroupMembership } from "./group-membership.js";
import type { EventFilter } from "./subscription-definition.js";
import type { SubscriptionOperation } from "./subscription-operation.js";

const retryMs = 1_000;

/** A filter, and how often filters had been outdated when it was made. */
export interface VersionedFilter {
  version: number;
  filter: EventFilter;
}

export interface GroupFiltersOptions {
  groups: GroupMembership;
  /** The filter of an operation as it is now. */
  filterNow: (operation: SubscriptionOperation, audience: Audience) => Promise<EventFilter>;
  /** Runs a step once the events before it are delivered. */
  afterDelivery: (step: () => Promise<void>) => void;
  log: Logger;
}

/** Keeps the filters of groups current, where an event may change them. */
export class GroupFilters {
  #version = 0;
  #retry: NodeJS.Timeout | null = null;

  constructor(private readonly options: GroupFiltersOptions) {}

  /** How often filters have been outdated since the start. */
  get version(): number {
    return this.#version;
  }

  stop(): void {
    if (this.#retry) clearTimeout(this.#retry);
  }

  /** Filters that may change are made again. */
  outdate(): void {
    this.#version++;
    this.options.afterDelivery(() => this.#refresh());
  }

  /** Gives the filter of who is in no group yet, each time as it is then. */
  current(operation: SubscriptionOperation, audience: Audience, made: VersionedFilter): () => Promise<EventFilter> {
    let { version, filter } = made;
    return async () => {
      while (filter.mayChange && version !== this.#version) {
        version = this.#version;
        filter = await this.options.filterNow(operation, audience);
      }
      return filter;
    };
  }

  /** While the database is unavailable, groups keep the filters that they have. */
  async #refresh(): Promise<void> {
    const { groups, filterNow, afterDelivery, log } = this.options;
    for (const group of groups.volatile()) {
      const filter = await filterNow(group.operation, group.audience).catch((error: unknown) => {
        if (!isUnavailable(error)) log.warn({ err: error }, "the filter of a group cannot be made again");
        return isUnavailable(error) ? null : group.filter;
      });
      if (filter === null) {
        this.#retry ??= setTimeout(() => {
          this.#retry = null;
          afterDelivery(() => this.#refresh());
        }, retryMs);
        return;
      }
      groups.refilter(group, filter);
    }
  }
}
