import sql from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import { whereAll } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { mailMessage, type MailMessage } from "../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../core/mail/mail-template.js";
import { quotedWords } from "../../core/mail/quoted-words.js";
import type { Language } from "../../core/texts/language.js";
import { localTimes } from "../../core/texts/local-time.js";
import { gatheringConditions } from "../gatherings/gathering.reads.js";
import { ideaConditions } from "../ideas/idea.reads.js";
import { followsOf, type DigestEntry } from "./digest.reads.js";
import { digestWording } from "./digest.wording.js";
import { followLink, type FollowLinkAction } from "./follow-links.js";
import { followedThemes, type FollowedTheme } from "./followed-themes.js";

interface Follower {
  id: string;
  mailKey: string;
  language: Language;
}

/** The digest of a follower: what everybody may still see of it when the mail is written. */
export const themeDigestMail: MailTemplate<MailPayloads["themeDigest"]> = async (mail, payload) => {
  const [follower] = await mail.db.query<Follower>(sql`
    SELECT id, mail_key AS "mailKey", language FROM theme_follower WHERE id = ${payload.followerId}`);
  if (!follower) return null;
  const { language } = follower;
  const ctx = mail.readAs(null, language);
  const lines = new Map([
    ...(await ideaLines(ctx, payload.ideas, language)),
    ...(await gatheringLines(ctx, payload.gatherings, language)),
  ]);
  const entries = [...payload.ideas, ...payload.gatherings].filter(({ id }) => lines.has(id));
  const words = digestWording[language];
  const link = (action: FollowLinkAction, followId?: string): string =>
    followLink(ctx.publicUrl(), follower, action, followId);
  const followed = await followedThemes(mail.db, follower);
  const sectionOf = await sectionsOf(mail.db, follower, followed, entries);
  const sections = followed.flatMap(({ id: followId, label }) => {
    const own = entries.filter(({ id }) => sectionOf.get(id) === followId);
    if (own.length === 0) return [];
    const stop = `${words.stop(quotedWords(label, language))}\n${link("STOP", followId)}`;
    return [[label, ...own.map(({ id }) => lines.get(id)!)].join("\n"), stop];
  });
  // Everything was hidden, or is not followed any more.
  if (sections.length === 0) return null;
  const all = link("ALL");
  const text = {
    subject: words.subject,
    paragraphs: [
      words.greeting,
      words.opening,
      ...sections,
      ...(payload.hasMore ? [words.more] : []),
      `${words.stopAll}\n${all}`,
    ],
  };
  return { ...mailMessage(payload.address, language, text), unsubscribeUrl: all } satisfies MailMessage;
};

/** The follow below which each entry is written: another one when its theme was merged, none when it was stopped. */
async function sectionsOf(
  db: Connection,
  follower: Follower,
  followed: readonly FollowedTheme[],
  entries: readonly DigestEntry[],
): Promise<Map<string, string>> {
  const isFollowed = ({ followId }: DigestEntry): boolean => followed.some(({ id }) => id === followId);
  const moved = idsOf(entries.filter((entry) => !isFollowed(entry)));
  const found = moved.length === 0 ? [] : await followsOf(db, follower.id, moved);
  return new Map([...entries.filter(isFollowed), ...found].map(({ id, followId }) => [id, followId]));
}

const idsOf = (entries: readonly DigestEntry[]): string[] => entries.map(({ id }) => id);

async function ideaLines(
  ctx: Context,
  entries: readonly DigestEntry[],
  language: Language,
): Promise<[string, string][]> {
  const ideas = await ctx.db.query<{ id: string; title: string }>(sql`
    SELECT e.id, e.title FROM idea e ${whereAll([...ideaConditions(ctx, null), sql`e.id = ANY(${idsOf(entries)}::uuid[])`])}`);
  const { idea } = digestWording[language];
  return ideas.map(({ id, title }) => [id, `- ${idea(quotedWords(title, language))}\n  ${ctx.linkTo("idea", id)}`]);
}

async function gatheringLines(
  ctx: Context,
  entries: readonly DigestEntry[],
  language: Language,
): Promise<[string, string][]> {
  interface Row {
    id: string;
    title: string;
    startsAt: Date;
    endsAt: Date | null;
    timeZone: string;
  }
  const gatherings = await ctx.db.query<Row>(sql`
    SELECT e.id, e.title, e.starts_at AS "startsAt", e.ends_at AS "endsAt", e.time_zone AS "timeZone" FROM gathering e
    ${whereAll([...gatheringConditions(ctx, null), sql`e.status = 'SCHEDULED'`, sql`e.id = ANY(${idsOf(entries)}::uuid[])`])}`);
  const { gathering } = digestWording[language];
  return gatherings.map(({ id, title, ...times }) => [
    id,
    `- ${gathering(quotedWords(title, language), localTimes(times, language))}\n  ${ctx.linkTo("gathering", id)}`,
  ]);
}
