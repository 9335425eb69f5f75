import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import type { Connection } from "../../../core/database/database.js";
import { inTransaction, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { addDrops } from "../../../core/rate-limits/leaky-buckets.js";
import { activeRegistration, recordPresence, registrationByCode, undoPresence } from "../attendance/attendance.js";
import { checkInTimes } from "../attendance/check-in-times.js";
import { gatheringLocked } from "../gathering-lock.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import type { GatheringsContext } from "../gatherings.services.js";
import type { Registration } from "../registrations/registration.entity.js";
import type { Shown } from "./check-in-page.html.js";
import { participantOf, participantsNamed, wordsOf } from "./participants.js";

const minuteMs = 60_000;
/** Several people at the entrance, each with a search and a check-in every few seconds. */
const requestsPerMinute = 240;

/** What is sent to the page of a gathering. */
export interface CheckInForm {
  action: string;
  code: string;
  name: string;
  registration: string;
}

/** A page that can be used now, or will be; null when its address is void. */
export async function openPage(
  ctx: GatheringsContext,
  token: string,
): Promise<{ gathering: Gathering; linkId: string; notBefore: Date | null } | null> {
  const linkId = ctx.checkInTokens.linkIdOf(token);
  const gathering = linkId === null ? null : await gatheringOfLink(ctx.database, ctx, linkId);
  if (linkId === null || !gathering || !isUsable(gathering, ctx.now())) return null;
  const { from } = checkInTimes(gathering);
  return { gathering, linkId, notBefore: ctx.now() < from ? from : null };
}

/** Whether the page may be asked once more this minute, over all processes. */
export async function countRequest(ctx: GatheringsContext, linkId: string): Promise<boolean> {
  const bucket = { key: `check-in page ${linkId}`, size: requestsPerMinute, periodMs: minuteMs };
  const [level] = await addDrops(ctx.database, [bucket]);
  return !level!.overflowed;
}

/** Does what the form is for, and gives what the page then shows. */
export async function answerForm(
  ctx: GatheringsContext,
  { id }: Gathering,
  linkId: string,
  form: CheckInForm,
): Promise<Shown | null> {
  if (form.action === "search") return search(ctx, id, form.name);
  return inTransaction(ctx, async (tx) => {
    const gathering = await gatheringLocked(tx, id);
    // The address may have become void since.
    if (!gathering || !(await isStillOpen(tx, gathering, linkId))) return null;
    if (form.action === "code")
      return presence(tx, gathering, await registrationByCode(tx, tx.checkInCodes, id, form.code), "NO_CODE");
    const registration = await activeRegistration(tx, id, idOf(form.registration));
    if (form.action === "checkIn") return presence(tx, gathering, registration, "GONE");
    return form.action === "undo" ? absence(tx, gathering, registration) : {};
  });
}

async function search(ctx: GatheringsContext, gatheringId: string, name: string): Promise<Shown> {
  const words = wordsOf(name);
  if (!words) return { problem: "SHORT_NAME" };
  const found = await participantsNamed(ctx.database, gatheringId, words);
  return found.length > 0 ? { found } : { problem: "NO_NAME" };
}

async function presence(
  tx: TransactionContext,
  gathering: Gathering,
  registration: Registration | null,
  unknown: "NO_CODE" | "GONE",
): Promise<Shown> {
  const person = registration && (await participantOf(tx.db, gathering.id, registration.id));
  if (!registration || !person) return { problem: unknown };
  if (registration.checkedInAt !== null) return { problem: "ALREADY", found: [person] };
  await recordPresence(tx, gathering, registration, {});
  return { checkedIn: person };
}

async function absence(
  tx: TransactionContext,
  gathering: Gathering,
  registration: Registration | null,
): Promise<Shown> {
  const person = registration && (await participantOf(tx.db, gathering.id, registration.id));
  if (!registration || !person || registration.checkedInAt === null) return { problem: "GONE" };
  await undoPresence(tx, gathering, registration, {});
  return { undone: person };
}

async function isStillOpen(tx: TransactionContext, gathering: Gathering, linkId: string): Promise<boolean> {
  const { id } = (await gatheringOfLink(tx.db, tx, linkId)) ?? {};
  return id === gathering.id && isUsable(gathering, tx.now()) && checkInTimes(gathering).from <= tx.now();
}

/** Whether participants are checked in at the gathering, or will be. */
const isUsable = (gathering: Gathering, now: Date): boolean =>
  gathering.status === GatheringStatus.SCHEDULED && gathering.hiddenAt === null && now < checkInTimes(gathering).until;

async function gatheringOfLink(
  db: Connection,
  { database }: Pick<GatheringsContext, "database">,
  linkId: string,
): Promise<Gathering | null> {
  const [row] = await db.query<Gathering>(sql`
    SELECT ${columnsOf(database.source, Gathering, "e")} FROM check_in_link l JOIN gathering e ON e.id = l.gathering_id
    WHERE l.id = ${linkId}`);
  return row ? entityOf(Gathering, row) : null;
}
