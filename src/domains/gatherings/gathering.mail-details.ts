import sql, { type Sql } from "sql-template-tag";
import type { Context } from "../../core/graphql/context.js";
import { quotedLines, quotedWords, unlinkedLine } from "../../core/mail/quoted-words.js";
import type { NotificationSubject } from "../../core/notifications/notification-kind.js";
import { Language } from "../../core/texts/language.js";
import { localTimes } from "../../core/texts/local-time.js";
import type { Gathering } from "./gathering.entity.js";
import { GatheringStatus } from "./gathering.enums.js";
import { gatheringById, takesPart } from "./gathering.reads.js";

/** What mails say of when and where a gathering is. */
export type Meeting = Pick<Gathering, "startsAt" | "endsAt" | "timeZone" | "placeName" | "placeAddress">;

/** The member of the notification `e` has a place at its gathering, which is still to begin. */
export const isGoing = (now: Date): Sql => sql`EXISTS (
  SELECT FROM registration r JOIN gathering g ON g.id = r.gathering_id
  WHERE r.gathering_id = e.gathering_id AND r.member_id = e.member_id AND r.status = 'GOING'
    AND g.status = ${GatheringStatus.SCHEDULED} AND g.starts_at > ${now})`;

/** The member of the notification `e` is registered for its gathering, which is still to be held. */
export const isRegistered = (): Sql => sql`EXISTS (
  SELECT FROM registration r JOIN gathering g ON g.id = r.gathering_id
  WHERE r.gathering_id = e.gathering_id AND r.member_id = e.member_id AND r.status IN ('GOING', 'WAITLISTED', 'REQUESTED')
    AND g.status = ${GatheringStatus.SCHEDULED})`;

/** When and where a gathering is, for a mail; how to join online only for who takes part. */
export async function meetingDetails(
  ctx: Context,
  { gatheringId }: NotificationSubject,
  language: Language,
): Promise<string[]> {
  const gathering = gatheringId === null ? null : await gatheringById(ctx, gatheringId);
  if (gathering?.status !== GatheringStatus.SCHEDULED) return [];
  const url = gathering.onlineUrl !== null && (await takesPart(ctx, gathering.id)) ? gathering.onlineUrl : null;
  return [meetingLines(gathering, language, url)];
}

/** When and where a gathering is; `url` for who takes part alone. */
export function meetingLines(gathering: Meeting, language: Language, url: string | null): string {
  const { when, where, online } = words[language];
  const place = placeOf(gathering, language);
  return [
    `${when} ${localTimes(gathering, language)}`,
    ...(place === null ? [] : [`${where} ${place}`]),
    // An address that hosts give as such, not words with a link in them.
    ...(url === null ? [] : [`${online} ${url}`]),
  ].join("\n");
}

/** Why a gathering was cancelled, or a proposal declined. */
export async function reasonDetails(
  ctx: Context,
  { gatheringId }: NotificationSubject,
  language: Language,
): Promise<string[]> {
  const gathering = gatheringId === null ? null : await gatheringById(ctx, gatheringId);
  if (!gathering) return [];
  const { when, reason } = words[language];
  return [
    `${when} ${localTimes(gathering, language)}`,
    ...(gathering.statusReason === null ? [] : [`${reason}\n${quotedLines(gathering.statusReason)}`]),
  ];
}

const placeOf = ({ placeName, placeAddress }: Meeting, language: Language): string | null =>
  placeName === null
    ? placeAddress && unlinkedLine(placeAddress)
    : `${quotedWords(placeName, language)}${placeAddress === null ? "" : `, ${unlinkedLine(placeAddress)}`}`;

const words: Record<Language, { when: string; where: string; online: string; reason: string }> = {
  [Language.NL]: { when: "Wanneer:", where: "Waar:", online: "Online:", reason: "De reden:" },
  [Language.FR]: { when: "Quand :", where: "Où :", online: "En ligne :", reason: "La raison :" },
  [Language.EN]: { when: "When:", where: "Where:", online: "Online:", reason: "The reason:" },
};
