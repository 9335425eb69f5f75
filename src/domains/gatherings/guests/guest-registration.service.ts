import sql from "sql-template-tag";
import { z } from "zod";
import { columnsOf } from "../../../core/database/rows.js";
import { checkInput, reject, rejectUntil } from "../../../core/errors/user-error.js";
import { inTransaction, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { email } from "../../../core/graphql/validation.js";
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
import { answersOf, type Answers } from "../questions/answers.js";
import { registrationOf } from "../registrations/places.js";
import type { Registration } from "../registrations/registration.entity.js";
import {
  checkRegistrationIsOpen,
  isRegistered,
  openGatheringLocked,
  register,
} from "../registrations/registration.service.js";
import { guestOfLink } from "./guest-links.js";
import { guestWording } from "./guest.wording.js";
import { mailGuest } from "./guest-mails.js";
import { Guest } from "./guest.entity.js";
import type { RegisterAsGuestInput } from "./guest.inputs.js";

const minuteMs = 60_000;

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
    checkIsForGuests(gathering);
    checkRegistrationIsOpen(gathering, tx.now());
    const answers = answersOf(gathering.questions, input.answers ?? []);
    const guest = { name, email: address, language: language ?? tx.language };
    const guestId = await remembered(tx, gathering, guest, answers);
    await sendMail(tx, { kind: "guestRegistration", payload: { address, guestId } }, "access");
    return gathering;
  });
}

/** Registers a guest, by the link in the mail to the address. Again it is what it was. */
export async function confirmGuestRegistration(ctx: Context, token: string): Promise<Registration> {
  return inTransaction(ctx, async (tx) => {
    const { id: guestId, gatheringId } = await guestOfLink(tx, token);
    const gathering = await openGatheringLocked(tx, gatheringId);
    // Erased in the meantime, or confirmed.
    const guest = await guestOfLink(tx, token);
    const before = await registrationOf(tx, gatheringId, { guestId });
    if (before && isRegistered(before)) return before;
    checkIsForGuests(gathering);
    checkRegistrationIsOpen(gathering, tx.now());
    await checkIsNoMember(tx, guest);
    const answers = guest.answers === null ? {} : await openAnswers(tx, guest);
    await tx.manager.update(Guest, { id: guestId }, { confirmedAt: guest.confirmedAt ?? tx.now(), answers: null });
    const registration = await register(tx, gathering, { guestId }, { before, answers });
    await mailGuest(tx, guestId);
    return registration;
  });
}

function checkIsForGuests({ acceptsGuests, registrationMode }: Gathering): void {
  if (!acceptsGuests || registrationMode === RegistrationMode.INVITATION)
    reject("ACCOUNT_REQUIRED", guestWording.noGuests, "gatheringId");
}

/** The holder of the address has one place, also when they are a member. */
async function checkIsNoMember(tx: TransactionContext, { gatheringId, email: address }: Guest): Promise<void> {
  const [same] = await tx.db.query(sql`
    SELECT FROM account JOIN registration r ON r.member_id = account.member_id
    WHERE account.email = ${address} AND r.gathering_id = ${gatheringId} AND r.status IN ('GOING', 'WAITLISTED', 'REQUESTED')`);
  if (same) reject("ALREADY_REGISTERED", guestWording.isMember, "token");
}

/** The guest with this address, who stays as they are once they have confirmed it: strangers can give any address. */
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
  const row = { ...guest, requestedAt: tx.now(), answers: sealed };
  if (before) await tx.manager.update(Guest, { id }, row);
  else await tx.manager.insert(Guest, { id, gatheringId: gathering.id, confirmedAt: null, ...row });
  return id;
}

async function openAnswers(tx: TransactionContext, guest: Guest): Promise<Answers> {
  const { answerSealer } = tx as TransactionContext<GatheringsContext>;
  return (await answerSealer!.open(guest.id, guest.answers!)) as Answers;
}

/** Anybody can have mails sent by this: as many as may sign up from one client address. */
async function throttle(ctx: Context): Promise<void> {
  const key = `guest from ${addressGroup(ctx.client.address)}`;
  const [level] = await addDrops(ctx.database, [{ key, size: ctx.addressLimits.signUps, periodMs: minuteMs }]);
  if (level!.overflowed) rejectUntil(level!.retryAfterSeconds, guestWording.tooMany);
}
