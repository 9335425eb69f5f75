import type { Sql } from "sql-template-tag";
import { ClosedSet, type Declared } from "../closed-sets/closed-set.js";
import type { EventKind } from "../event-log/events.js";
import type { Language } from "../texts/language.js";

/** What members are notified of. A domain adds its own in `<name>.notifications.ts`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the domains fill it
export interface NotificationKinds {}

export type NotificationKind = keyof NotificationKinds;

/**
 * The sentence of a notification: by whom, and about what, where the reader may know; null otherwise. `count` events
 * are gathered in it: by several members, or by one.
 */
export type NotificationText = (who: string | null, title: string | null, count: number) => string;

export interface NotificationDeclaration extends Declared {
  text: Record<Language, NotificationText>;
}

export const notificationKinds = new ClosedSet<NotificationKind, NotificationDeclaration>(
  "NotificationKind",
  "The kind of event that a notification is about (soort melding).",
);

/** Which members an event notifies, and of what, in SQL: the rows of `from`, each joined to its `event`. */
export interface NotificationRule {
  /** The kind of event; one event gives one member one notification at most. */
  on: EventKind;
  from: Sql;
  member: Sql;
  kind: Sql;
  /** Who did it; a member is not notified of what they did themselves. */
  actor?: Sql;
  idea?: Sql;
  comment?: Sql;
  gathering?: Sql;
  request?: Sql;
  decision?: Sql;
}
