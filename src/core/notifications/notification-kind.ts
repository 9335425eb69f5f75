import type { Sql } from "sql-template-tag";
import { ClosedSet, type Declared } from "../closed-sets/closed-set.js";
import type { EventKind, LoggedEvent } from "../event-log/events.js";
import type { Context } from "../graphql/context.js";
import type { Language } from "../texts/language.js";
import type { MailAttachment } from "./mail-attachment.js";
import type { MailDelivery } from "./mail-delivery.js";

/** What members are notified of. A domain adds its own in `<name>.notifications.ts`. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the domains fill it
export interface NotificationKinds {}

export type NotificationKind = keyof NotificationKinds;

/**
 * The sentence of a notification: by whom, and about what, where the reader may know; null otherwise. `count` events
 * are gathered in it: by several members, or by one.
 */
export type NotificationText = (who: string | null, title: string | null, count: number) => string;

/** What a notification is about, by id. */
export interface NotificationSubject {
  ideaId: string | null;
  commentId: string | null;
  gatheringId: string | null;
  hostMailId: string | null;
  practiceId: string | null;
  trackId: string | null;
  collaborationRequestId: string | null;
  collaborationId: string | null;
  messageId: string | null;
  themeSuggestionId: string | null;
}

/** How notifications of a kind go out by mail. */
export interface NotificationMails {
  /** What members get who did not choose. */
  delivery: MailDelivery;
  /** What such mails are about, for who wants no more of them: “comments on your ideas”. */
  topic: Record<Language, string>;
  /** Whether they are about what the member has planned, and so have a limit of their own for each address. */
  isPlan?: true;
  /** Whether the notification with the alias `e` is still worth a mail at this time, besides being visible. */
  isDue?: (now: Date) => Sql;
  /** Mails of these kinds about the same gathering go out before. */
  after?: readonly NotificationKind[];
  /** Further paragraphs of a mail, read as its recipient; members' words are quoted in it. */
  details?: (ctx: Context, about: NotificationSubject, language: Language) => Promise<string[]>;
  /** Files that go with a mail. */
  attachments?: (ctx: Context, about: NotificationSubject, language: Language) => Promise<MailAttachment[]>;
  /** Where its link leads, if not to the request, the gathering or the idea. */
  link?: (ctx: Context, about: NotificationSubject) => Promise<string | null>;
}

export interface NotificationDeclaration extends Declared {
  text: Record<Language, NotificationText>;
  /** Null for what has mails of its own, which are always sent. */
  mails: NotificationMails | null;
}

export const notificationKinds = new ClosedSet<NotificationKind, NotificationDeclaration>(
  "NotificationKind",
  "The kind of event that a notification is about (soort melding).",
);

/** The kinds that members choose about, with how they go out. */
export const mailedKinds = (): [NotificationKind, NotificationMails][] =>
  notificationKinds.entries().flatMap(([kind, { mails }]) => (mails ? [[kind, mails]] : []));

/** Which members an event notifies, and of what, in SQL: the rows of `from`, each joined to its `event`. */
export interface NotificationRule {
  /** The kind of event; one event gives one member one notification at most. */
  on: EventKind;
  /** Whether an event of this kind may notify anybody, as far as it says itself: of others nothing is asked. */
  concerns?: (event: LoggedEvent) => boolean;
  from: Sql;
  member: Sql;
  kind: Sql;
  /** Who did it; a member is not notified of what they did themselves. */
  actor?: Sql;
  idea?: Sql;
  comment?: Sql;
  gathering?: Sql;
  hostMail?: Sql;
  practice?: Sql;
  track?: Sql;
  request?: Sql;
  collaboration?: Sql;
  message?: Sql;
  themeSuggestion?: Sql;
  decision?: Sql;
}
