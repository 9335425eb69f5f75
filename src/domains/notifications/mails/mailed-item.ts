import type { Context } from "../../../core/graphql/context.js";
import { quotedWords, unlinkedLine } from "../../../core/mail/quoted-words.js";
import type { MailAttachment } from "../../../core/notifications/mail-attachment.js";
import { notificationKinds, type NotificationSubject } from "../../../core/notifications/notification-kind.js";
import type { Language } from "../../../core/texts/language.js";
import type { Notification } from "../notification.entity.js";
import { namedIn, sentenceOf } from "../notification.text.js";

/** A notification as it stands in a mail. */
export interface MailedItem {
  sentence: string;
  /** What it is about, by which a digest groups, and its title in quotation marks. */
  aboutId: string;
  title: string | null;
  link: string;
  details: string[];
  attachments: MailAttachment[];
}

/** Reads a notification as its recipient, for a mail to them. */
export async function itemOf(ctx: Context, notification: Notification, language: Language): Promise<MailedItem> {
  const found = await namedIn(ctx, notification);
  // Mail programs make links of what looks like one. The sentence has titles in quotation marks itself.
  const plain = (words: string | null): string | null => words && unlinkedLine(words);
  const actor = found.actor && quotedWords(found.actor, language);
  const named = {
    ...{ actor, idea: plain(found.idea), gathering: plain(found.gathering) },
    ...{ practice: plain(found.practice), track: plain(found.track) },
  };
  const { mails } = notificationKinds.get(notification.kind);
  const {
    collaborationRequestId,
    gatheringId,
    practiceId,
    trackId,
    collaborationId,
    messageId,
    themeSuggestionId,
    ideaId,
  } = notification;
  const title = found.gathering ?? found.practice ?? found.track ?? found.idea;
  return {
    sentence: sentenceOf(notification, named, language),
    aboutId:
      collaborationRequestId ??
      gatheringId ??
      practiceId ??
      trackId ??
      collaborationId ??
      messageId ??
      themeSuggestionId ??
      ideaId ??
      notification.id,
    title: title === null ? null : quotedWords(title, language),
    link: (await mails?.link?.(ctx, notification)) ?? linkOf(ctx, notification),
    details: (await mails?.details?.(ctx, notification, language)) ?? [],
    attachments: (await mails?.attachments?.(ctx, notification, language)) ?? [],
  };
}

function linkOf(
  ctx: Context,
  { collaborationRequestId, gatheringId, practiceId, trackId, messageId, ideaId }: NotificationSubject,
): string {
  if (collaborationRequestId !== null) return ctx.linkTo("request", collaborationRequestId);
  if (gatheringId !== null) return ctx.linkTo("gathering", gatheringId);
  if (practiceId !== null) return ctx.linkTo("practice", practiceId);
  if (trackId !== null) return ctx.linkTo("track", trackId);
  if (messageId !== null) return ctx.linkTo("message", messageId);
  return ideaId === null ? ctx.publicUrl() : ctx.linkTo("idea", ideaId);
}
