import sql from "sql-template-tag";
import { z } from "zod";
import { columnsOf } from "../../../core/database/rows.js";
import { checkInput, reject, rejectUntil } from "../../../core/errors/user-error.js";
import { inTransaction, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { email, optionalNonNull } from "../../../core/graphql/validation.js";
import { sendMail } from "../../../core/mail/outbox.js";
import { addressGroup } from "../../../core/rate-limits/address-group.js";
import { addDrops } from "../../../core/rate-limits/leaky-buckets.js";
import { Language } from "../../../core/texts/language.js";
import { memberName } from "../../members/member.validation.js";
import type { Gathering } from "../gathering.entity.js";
import { RegistrationMode } from "../gathering.enums.js";
import { gatheringById } from "../gathering.reads.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { gatheringWording } from "../gathering.wording.js";
import { answersOf, requiredIn, type Answers } from "../questions/answers.js";
import { openedAnswers } from "../questions/stored-answers.js";
import { registrationOf } from "../registrations/places.js";
import type { Registration } from "../registrations/registration.entity.js";
import {
  checkRegistrationIsOpen,
  isRegistered,
  noGathering,
  openGatheringLocked,
  register,
} from "../registrations/registration.service.js";
import { guestOfLink } from "./guest-links.js";
import { guestWording } from "./guest.wording.js";
import { mailGuest } from "./guest-mails.js";
import { Guest } from "./guest.entity.js";
import type { ConfirmGuestRegistrationInput, RegisterAsGuestInput } from "./guest.inputs.js";

const minuteMs = 60_000;

const confirmRules = z.object({ name: optionalNonNull(memberName) });
const guestRules = z.object({ name: memberName, email, language: z.enum(Language).nullish() });

/**
 * Mails a link that confirms the address, and so the registration. Nothing in the response depends on whether the address
 * is registered already: that is looked up when the mail is written.
 */
export async function registerAsGuest(ctx: Context, input: RegisterAsGuestInput): Promise<Gathering> {
  const { name, email: address, language } = checkInput(guestRules, input);
  await throttle(ctx);
  return inTransaction(ctx, async (tx) => {
    const visible = await gatheringById(tx, idOf(input.gatheringId));
    if (!visible) return reject("NOT_FOUND", gatheringWording.noGathering, "gatheringId");
    const gathering = await openGatheringLocked(tx, visible.id);
    checkIsForGuests(gathering, "gatheringId");
    checkRegistrationIsOpen(gathering, tx.now());
    const answers = answersOf(gathering.questions, input.answers ?? []);
    const guest = { name, email: address, language: language ?? tx.language };
    const guestId = await remembered(tx, gathering, guest, answers);
    await sendMail(tx, { kind: "guestRegistration", payload: { address, guestId } }, "access");
    return gathering;
  });
}

/** Registers a guest, by the link in the mail to the address, with what they correct of it. Again it is what it was. */
export async function confirmGuestRegistration(
  ctx: Context,
  input: ConfirmGuestRegistrationInput,
): Promise<Registration> {
  const { name } = checkInput(confirmRules, input);
  return inTransaction(ctx, async (tx) => {
    const { gatheringId } = await guestOfLink(tx, input.token);
    const gathering = await openGatheringLocked(tx, gatheringId, "token");
    // Erased in the meantime, or confirmed.
    const guest = await guestOfLink(tx, input.token);
    const guestId = guest.id;
    const before = await registrationOf(tx, gatheringId, { guestId });
    if (before && isRegistered(before)) return before;
    if (gathering.hiddenAt !== null) noGathering("token");
    checkIsForGuests(gathering, "token");
    checkRegistrationIsOpen(gathering, tx.now(), "token");
    await checkIsNoMember(tx, guest);
    if (before) await throttleAgain(tx, guestId);
    const answers = input.answers
      ? answersOf(gathering.questions, input.answers)
      : requiredIn(gathering.questions, await openedAnswers(tx, guestId, guest.answers));
    const confirmedAt = guest.confirmedAt ?? tx.now();
    await tx.manager.update(
      Guest,
      { id: guestId },
      { confirmedAt, answers: null, ...(name !== undefined && { name }) },
    );
    const registration = await register(tx, gathering, { guestId }, { before, answers, field: "token" });
    await mailGuest(tx, guestId);
    return registration;
  });
}

function checkIsForGuests({ acceptsGuests, registrationMode }: Gathering, field: string): void {
  if (!acceptsGuests || registrationMode === RegistrationMode.INVITATION)
    reject("ACCOUNT_REQUIRED", guestWording.noGuests, field);
}

/** The holder of the address has one place, and one decision of the hosts and of moderators, also when they are a member. */
async function checkIsNoMember(tx: TransactionContext, { gatheringId, email: address }: Guest): Promise<void> {
  const [same] = await tx.db.query(sql`
    SELECT FROM account JOIN member ON member.id = account.member_id
    LEFT JOIN registration r ON r.member_id = member.id AND r.gathering_id = ${gatheringId}
    WHERE account.email = ${address} AND (member.suspended_until > ${tx.now()}
      OR r.status IN ('GOING', 'WAITLISTED', 'REQUESTED', 'DECLINED'))`);
  if (same) reject("ALREADY_REGISTERED", guestWording.isMember, "token");
}

/** Coming and going moves the waiting list, and notifies hosts. */
async function throttleAgain(tx: TransactionContext, guestId: string): Promise<void> {
  const bucket = { key: `guest ${guestId} registers again`, size: 5, periodMs: 60 * minuteMs };
  const [level] = await addDrops(tx.db, [bucket]);
  if (level!.overflowed) rejectUntil(level!.retryAfterSeconds, guestWording.tooMany);
}

/**
 * The guest with this address. Once they have confirmed it their name stays, and what is given waits for them to confirm
 * it again: strangers can give any address.
 */
async function remembered(
  tx: TransactionContext,
  gathering: Gathering,
  guest: Pick<Guest, "name" | "email" | "language">,
  answers: Answers,
): Promise<string> {
  const [before] = await tx.db.query<Guest>(sql`
    SELECT ${columnsOf(tx.database.source, Guest, "e")} FROM guest e
    WHERE e.gathering_id = ${gathering.id} AND e.email = ${guest.email}`);
  const id = before?.id ?? tx.newId();
  const confirmed = before && (await registrationOf(tx, gathering.id, { guestId: id }));
  if (confirmed && isRegistered(confirmed)) return id;
  const { answerSealer } = tx as TransactionContext<GatheringsContext>;
  const sealed = Object.keys(answers).length === 0 ? null : await answerSealer!.seal(id, answers);
  const given = { requestedAt: tx.now(), answers: sealed };
  if (before) await tx.manager.update(Guest, { id }, { ...(before.confirmedAt === null && guest), ...given });
  else await tx.manager.insert(Guest, { id, gatheringId: gathering.id, confirmedAt: null, ...guest, ...given });
  return id;
}

/** Anybody can have mails sent by this: as many as may sign up from one client address. */
async function throttle(ctx: Context): Promise<void> {
  const key = `guest from ${addressGroup(ctx.client.address)}`;
  const [level] = await addDrops(ctx.database, [{ key, size: ctx.addressLimits.signUps, periodMs: minuteMs }]);
  if (level!.overflowed) rejectUntil(level!.retryAfterSeconds, guestWording.tooMany);
}
