import { gatheringById } from "../gatherings/gathering.reads.js";
import type { Context } from "../../core/graphql/context.js";
import type { Language } from "../../core/texts/language.js";
import { ideaById } from "../ideas/idea.reads.js";
import { memberById } from "../members/member.reads.js";
import type { Notification } from "./notification.entity.js";
import { notificationKinds } from "../../core/notifications/notification-kind.js";

/** The text of a notification in one sentence, with the names and titles that the caller may see. */
export async function textOf(ctx: Context, notification: Notification, language: Language): Promise<string> {
  const { kind, actorId, ideaId, gatheringId, count } = notification;
  const [actor, idea, gathering] = await Promise.all([
    actorId === null ? null : memberById(ctx, actorId),
    ideaId === null ? null : ideaById(ctx, ideaId),
    gatheringId === null ? null : gatheringById(ctx, gatheringId),
  ]);
  return notificationKinds.get(kind).text[language](actor?.name ?? null, (idea ?? gathering)?.title ?? null, count);
}
