import { gatheringById } from "../gatherings/gathering.reads.js";
import type { Context } from "../../core/graphql/context.js";
import type { Language } from "../../core/texts/language.js";
import { ideaById } from "../ideas/idea.reads.js";
import { memberById } from "../members/member.reads.js";
import { practiceById } from "../practices/practice.reads.js";
import { trackById } from "../tracks/track.reads.js";
import type { Notification } from "./notification.entity.js";
import { notificationKinds } from "../../core/notifications/notification-kind.js";

/** The names and titles of a notification that the caller may see. */
export interface NamedThings {
  actor: string | null;
  idea: string | null;
  gathering: string | null;
  practice: string | null;
  track: string | null;
}

export async function namedIn(
  ctx: Context,
  {
    actorId,
    ideaId,
    gatheringId,
    practiceId,
    trackId,
  }: Pick<Notification, "actorId" | "ideaId" | "gatheringId" | "practiceId" | "trackId">,
): Promise<NamedThings> {
  const [actor, idea, gathering, practice, track] = await Promise.all([
    actorId === null ? null : memberById(ctx, actorId),
    ideaId === null ? null : ideaById(ctx, ideaId),
    gatheringId === null ? null : gatheringById(ctx, gatheringId),
    practiceId === null ? null : practiceById(ctx, practiceId),
    trackId === null ? null : trackById(ctx, trackId),
  ]);
  return {
    actor: actor?.name ?? null,
    idea: idea?.title ?? null,
    gathering: gathering?.title ?? null,
    practice: practice?.title ?? null,
    track: track?.title ?? null,
  };
}

/** A notification in one sentence. */
export const sentenceOf = (
  { kind, count }: Pick<Notification, "kind" | "count">,
  { actor, idea, gathering, practice, track }: NamedThings,
  language: Language,
): string => notificationKinds.get(kind).text[language](actor, idea ?? gathering ?? practice ?? track, count);

/** The text of a notification in one sentence, with the names and titles that the caller may see. */
export const textOf = async (ctx: Context, notification: Notification, language: Language): Promise<string> =>
  sentenceOf(notification, await namedIn(ctx, notification), language);
