import type { Sql } from "sql-template-tag";
import type { EventKind, EventOf, LoggedEvent } from "../event-log/events.js";
import type { Context } from "../graphql/context.js";

/** The events that one subscriber waits for, as their arguments say. */
export interface EventFilter<Kind extends EventKind = EventKind> {
  /** An event must have one of these topics; null for all events. */
  topics: readonly string[] | null;
  /**
   * A condition on the log's rows that all of the events meet, and that the log has an index for; null where a replay
   * reads all of the definition's kinds.
   */
  where: Sql | null;
  /** Whether an event for which the definition's `changesFilters` holds may change it. */
  mayChange?: boolean;
  /** Called for events with one of the topics; what the event alone does not show is left to `resolvePayload`. */
  matches: (event: EventOf<Kind>) => boolean;
}

/** A field of Subscription: the events that it follows, and the payload that it makes of each. */
export interface SubscriptionDefinition<Kind extends EventKind = EventKind> {
  name: string;
  kinds: readonly Kind[];
  /** Set when its events only add rows: whatever was read a moment before such an event still holds. */
  isAdditive?: true;
  /** The topics that an event is found by: `theme <id>`, `author <id>`. */
  topicsOf(event: EventOf<Kind>): string[];
  /** Members who may see more of the event's payload than others: their own. */
  ownersOf(event: EventOf<Kind>): string[];
  /**
   * Whether the caller may see more than others of any payload for these arguments, as when the idea that they name is
   * theirs: then it is executed for them individually. Called once, when a subscription begins.
   */
  isOwn?(ctx: Context, args: Record<string, unknown>): Promise<boolean>;
  /** Checks the arguments; a fault for what is wrong with them. */
  filterFor(ctx: Context, args: Record<string, unknown>): Promise<EventFilter<Kind>>;
  /** Whether filters with `mayChange` are to be made again after this event, of whatever kind it is. */
  changesFilters?(event: LoggedEvent): boolean;
  /**
   * The field's value for the context's caller as it is now; null when there is nothing to deliver. One context serves
   * all groups of an event that have the same audience, so what is read through its loaders is read once.
   */
  resolvePayload(ctx: Context, event: EventOf<Kind>, args: Record<string, unknown>): Promise<object | null>;
}

/** A definition as one among others: its functions are called with events of its own kinds alone. */
export const defineSubscription = <Kind extends EventKind>(
  definition: SubscriptionDefinition<Kind>,
): SubscriptionDefinition => definition as unknown as SubscriptionDefinition;
