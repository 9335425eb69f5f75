import sql, { type Sql } from "sql-template-tag";
import { isKeptFrom } from "../collaborations/collaboration-request.reads.js";
import { hasMessages } from "../collaborations/messages/collaboration-message.reads.js";
import { maySeeGathering } from "../gatherings/gathering.reads.js";
import { maySeeHostMail } from "../gatherings/host-mails/host-mail.reads.js";
import { entityLoader } from "../../core/graphql/batch.js";
import { connectionType, type List } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { maySeeComment, maySeeIdea } from "../ideas/idea.reads.js";
import { blockBetween } from "../members/member.visibility.js";
import type { Reader } from "../../core/access/reader.js";
import { maySeeMessage } from "../messages/message.reads.js";
import { maySeeThemeSuggestion } from "../theme-suggestions/theme-suggestion.reads.js";
import { maySeePractice } from "../practices/practice.reads.js";
import { maySeeTrack } from "../tracks/track.reads.js";
import { Notification } from "./notification.entity.js";

export const NotificationConnection = connectionType("Notification", () => Notification);

/**
 * The reader is the recipient of the notification with alias `e` and may see what it is about. Checked when it is
 * created and at every read. Excluded are hidden and removed content, and notifications between two members with a
 * block between them, whatever their roles, as notifications are not moderated; so are those of a request that a block
 * keeps from who would answer it. One that gathers several comments is about their idea; one about messages is about what
 * can be read of them.
 */
export const maySeeNotification = (reader: Reader): Sql => sql`(e.member_id = ${reader.callerId}::uuid
  AND (e.actor_id IS NULL OR NOT ${blockBetween(sql`e.member_id`, sql`e.actor_id`)})
  AND (e.comment_id IS NULL OR EXISTS (
    SELECT FROM comment c WHERE c.id = e.comment_id AND c.hidden_at IS NULL AND c.removed_at IS NULL
      AND ${maySeeComment(reader, sql`c`)}))
  AND (num_nonnulls(e.comment_id, e.gathering_id, e.collaboration_request_id, e.moderation_decision_id, e.collaboration_id, e.practice_id, e.message_id, e.track_id, e.theme_suggestion_id) > 0
    OR EXISTS (SELECT FROM idea i WHERE i.id = e.idea_id AND ${maySeeIdea(reader, sql`i`)}))
  AND NOT EXISTS (
    SELECT FROM collaboration_request r WHERE r.id = e.collaboration_request_id AND ${isKeptFrom(sql`e.member_id`, sql`r`)})
  AND (e.kind::text <> 'MESSAGE_RECEIVED' OR ${hasMessages(reader, sql`e.collaboration_id`)})
  AND (e.gathering_id IS NULL OR EXISTS (
    SELECT FROM gathering g WHERE g.id = e.gathering_id AND ${maySeeGathering(reader, sql`g`)}))
  AND (e.practice_id IS NULL OR EXISTS (
    SELECT FROM practice p WHERE p.id = e.practice_id AND ${maySeePractice(reader, sql`p`)}))
  AND (e.track_id IS NULL OR EXISTS (
    SELECT FROM learning_track t WHERE t.id = e.track_id AND ${maySeeTrack(reader, sql`t`)}))
  AND (e.message_id IS NULL OR EXISTS (
    SELECT FROM message m WHERE m.id = e.message_id AND ${maySeeMessage(reader, sql`m`)}))
  AND (e.theme_suggestion_id IS NULL OR EXISTS (
    SELECT FROM theme_suggestion s WHERE s.id = e.theme_suggestion_id AND ${maySeeThemeSuggestion(reader, sql`s`)}))
  AND (e.host_mail_id IS NULL OR EXISTS (
    SELECT FROM host_mail hm WHERE hm.id = e.host_mail_id AND hm.hidden_at IS NULL AND ${maySeeHostMail(reader, sql`hm`)})))`;

/** The notification, if it is the caller's. */
export const notificationById = entityLoader(Notification, maySeeNotification);

const isUnread = sql`e.read_at IS NULL`;

/** The caller's notifications, newest first. */
export const notificationsOfCaller = (ctx: Context, unreadOnly: boolean): List<Notification> => ({
  name: "viewer.notifications",
  node: Notification,
  where: [maySeeNotification(ctx), ...(unreadOnly ? [isUnread] : [])],
  order: { name: "notified", key: sql`e.notified_at`, form: "time", descending: true },
});

export async function unreadCountOfCaller(ctx: Context): Promise<number> {
  const [row] = await ctx.db.query<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM notification e WHERE ${maySeeNotification(ctx)} AND ${isUnread}`,
  );
  return row!.count;
}
