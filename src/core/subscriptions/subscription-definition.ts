import type { Sql } from "sql-template-tag";
import type { Context } from "../graphql/context.js";
import type { LoggedEvent } from "../event-log/event-log-reader.js";

/** What one subscriber waits for, as their arguments say. */
export interface EventFilter {
  /** An event must have one of these terms; null for all events. */
  topics: readonly string[] | null;
  /** A condition on the log's rows that all of them meet, and that the log has an index for; null where a replay looks at all of the field's kinds. */
  where: Sql | null;
  /** Whether new themes may change it, as they may be narrower ones of those that are waited for. */
  dependsOnThemes?: boolean;
  /** Asked of those with a term; whatever the event alone does not tell is left to `tell`. */
  matches: (event: LoggedEvent) => boolean;
}

/** A field of Subscription: what it reads of the event log, and what it tells of an event. */
export interface SubscriptionDefinition {
  name: string;
  kinds: readonly string[];
  /** By what an event is found: `theme:<id>`, `author:<id>`. */
  topicsOf: (event: LoggedEvent) => string[];
  /** Members who may see more of what an event tells than others may: their own. */
  ownersOf: (event: LoggedEvent) => string[];
  /**
   * Whether the caller may see more than others of whatever is told for these arguments, as when the idea that they name is theirs:
   * then they are executed for alone. Asked once, when a subscription begins.
   */
  isOwn?(ctx: Context, args: Record<string, unknown>): Promise<boolean>;
  /** Checks the arguments; a fault for what is wrong with them. */
  filterFor(ctx: Context, args: Record<string, unknown>): Promise<EventFilter>;
  /**
   * The field's value for the context's caller as it is now; null when there is nothing to tell. One context serves all groups of an
   * event that have the same audience, so what is read through its loaders is read once.
   */
  resolvePayload(ctx: Context, event: LoggedEvent, args: Record<string, unknown>): Promise<object | null>;
}
