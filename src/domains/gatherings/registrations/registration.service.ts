import sql from "sql-template-tag";
import { columnsOf } from "../../../core/database/rows.js";
import { inTransaction, requireCaller, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { reject } from "../../../core/errors/user-error.js";
import { participating } from "../../../core/access/actor.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { Language } from "../../../core/texts/language.js";
import { localDateTime } from "../../../core/texts/local-time.js";
import type { Wording } from "../../../core/texts/wording.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringStatus, RegistrationMode, RegistrationStatus } from "../gathering.enums.js";
import { hostIds } from "../gathering.reads.js";
import { gatheringLocked } from "../gathering-lock.js";
import { endIn, endOf } from "../gathering-end.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { gatheringWording } from "../gathering.wording.js";
import { answersOf, type Answers } from "../questions/answers.js";
import { storeAnswers } from "../questions/stored-answers.js";
import {
  endRegistration,
  enterAll,
  givePlace,
  registrantOf,
  registrationOf,
  statusesNow,
  type Registrant,
} from "./places.js";
import { Registration } from "./registration.entity.js";
import type { RegisterForGatheringInput } from "./registration.inputs.js";
import { inTurnAtGathering } from "./registration-turns.js";

const { CANCELLED, GOING, WAITLISTED, REQUESTED, INVITED, DECLINED } = RegistrationStatus;

/** Registers the caller for a gathering, at the end of its waiting list if it is full, or requests a place of its hosts. */
export async function registerForGathering(
  ctx: GatheringsContext,
  input: RegisterForGatheringInput,
): Promise<Registration> {
  const memberId = requireCaller(ctx);
  const gatheringId = idOf(input.gatheringId);
  const work = async (tx: TransactionContext<GatheringsContext>): Promise<Registration> => {
    await countWrite(tx, "registration");
    const gathering = await openGatheringLocked(tx, gatheringId);
    if (gathering.hiddenAt !== null) noGathering();
    const before = await registrationOf(tx, gatheringId, { memberId });
    if (isRegistered(before)) reject("ALREADY_REGISTERED", gatheringWording.registered, "gatheringId");
    // An invitation stands also before registration opens, and after it has closed.
    if (before?.status !== INVITED || gathering.needsHost) checkRegistrationIsOpen(gathering, tx.now());
    const answers = answersOf(gathering.questions, input.answers ?? []);
    return register(tx, gathering, { memberId }, { before, answers });
  };
  return inTurnAtGathering(ctx, gatheringId, () => participating(ctx, work));
}

/** Whether a registration has a place, waits for one, or for a host to decide. */
export const isRegistered = (registration: Registration | null): boolean =>
  registration !== null && [GOING, WAITLISTED, REQUESTED].includes(registration.status);

/** What registering comes to at a gathering, which is locked; rejects where an invitation is needed. */
export async function register(
  tx: TransactionContext,
  gathering: Gathering,
  registrant: Registrant,
  { before, answers, field = "gatheringId" }: { before: Registration | null; answers: Answers; field?: string },
): Promise<Registration> {
  const way = await wayIn(tx, gathering, registrant, before);
  if (way === null) return reject("INVITATION_REQUIRED", gatheringWording.invitationRequired, field);
  const [registration] = await registerAt(tx, registrant, [{ gathering, way, answers }]);
  return registration!;
}

/** How somebody comes in at a gathering, with what they answer. */
export interface Entry {
  gathering: Gathering;
  way: typeof GOING | typeof REQUESTED;
  answers: Answers;
}

/** Registers somebody for gatherings, which are locked: where they need not ask, with a place or on the waiting list. */
export async function registerAt(
  tx: TransactionContext,
  registrant: Registrant,
  entries: readonly Entry[],
): Promise<Registration[]> {
  const direct = entries.filter(({ way }) => way === GOING).map(({ gathering }) => gathering);
  const statuses = await statusesNow(tx, direct);
  const registrations = await enterAll(
    tx,
    registrant,
    entries.map(({ gathering: { id } }) => ({ gatheringId: id, status: statuses.get(id) ?? REQUESTED })),
  );
  for (const [n, { gathering, answers }] of entries.entries())
    if (gathering.questions.length > 0) await storeAnswers(tx, registrations[n]!, answers);
  return registrations;
}

/** How somebody who is not registered comes in: by a place, or by a request; null without an invitation that they need. */
export async function wayIn(
  tx: TransactionContext,
  { id, registrationMode: mode }: Gathering,
  registrant: Registrant,
  before: Registration | null,
): Promise<typeof GOING | typeof REQUESTED | null> {
  if (before?.status === INVITED) return GOING;
  if (mode === RegistrationMode.OPEN && before?.status !== DECLINED) return GOING;
  if ("memberId" in registrant && (await hostIds(tx, id)).includes(registrant.memberId)) return GOING;
  return before?.status === DECLINED || mode === RegistrationMode.INVITATION ? null : REQUESTED;
}

/** Gives all who requested a place one, in the order of their requests, at a gathering, which is locked. */
export async function acceptRequests(tx: TransactionContext, gathering: Gathering, by: string): Promise<void> {
  const requests = await tx.db.query<Registration>(sql`
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ${gathering.id} AND e.status = ${REQUESTED} ORDER BY e.queue_number`);
  for (const request of requests) await givePlace(tx, gathering, registrantOf(request), { by });
}

/** Cancels the caller's registration; the first member on the waiting list gets the free place. */
export async function cancelRegistration(ctx: GatheringsContext, id: string): Promise<Registration> {
  const memberId = requireCaller(ctx);
  const gatheringId = idOf(id);
  const work = async (tx: TransactionContext<GatheringsContext>): Promise<Registration> => {
    const gathering = await openGatheringLocked(tx, gatheringId);
    const registration = await registrationOf(tx, gatheringId, { memberId });
    if (!registration || !(isRegistered(registration) || registration.status === INVITED))
      return reject("NOT_REGISTERED", gatheringWording.notRegistered, "gatheringId");
    if (registration.checkedInAt !== null) reject("GATHERING_CLOSED", gatheringWording.attended, "gatheringId");
    return endRegistration(tx, gathering, registration);
  };
  return inTurnAtGathering(ctx, gatheringId, () => inTransaction(ctx, work));
}

/** Cancels all registrations of a member for gatherings that are not over, including those on waiting lists. */
export async function releasePlaces(tx: TransactionContext, memberId: string): Promise<void> {
  // Locked in a fixed order, so that two members who leave at the same time do not deadlock.
  const gatherings = await tx.db.query<Gathering>(sql`
    SELECT ${columnsOf(tx.database.source, Gathering, "e")} FROM gathering e
    WHERE ${endIn(sql`e`)} > ${tx.now()} AND e.id IN (
      SELECT gathering_id FROM registration
      WHERE member_id = ${memberId} AND status <> ${CANCELLED} AND checked_in_at IS NULL)
    ORDER BY e.id FOR UPDATE`);
  for (const gathering of gatherings) {
    const registration = await registrationOf(tx, gathering.id, { memberId });
    if (!registration || registration.status === CANCELLED || registration.checkedInAt !== null) continue;
    await endRegistration(tx, gathering, registration);
  }
}

/** The gathering, locked until the transaction ends, so that places are assigned by one transaction at a time. */
export async function openGatheringLocked(
  tx: TransactionContext,
  id: string,
  field = "gatheringId",
): Promise<Gathering> {
  const gathering = await gatheringLocked(tx, id);
  if (!gathering) return noGathering(field);
  if (gathering.status === GatheringStatus.CANCELLED) reject("GATHERING_CLOSED", gatheringWording.cancelled, field);
  if (gathering.status !== GatheringStatus.SCHEDULED) noGathering(field);
  if (endOf(gathering) <= tx.now()) reject("GATHERING_CLOSED", gatheringWording.over, field);
  return gathering;
}

export function checkRegistrationIsOpen(gathering: Gathering, now: Date, field = "gatheringId"): void {
  const { registrationOpensAt: opensAt, registrationClosesAt: closesAt, needsHost } = gathering;
  const closed = (wording: Wording): never => reject("REGISTRATION_CLOSED", wording, field);
  if (needsHost) closed(gatheringWording.needsHost);
  if (opensAt !== null && now < opensAt) closed(opensOn(opensAt));
  if (closesAt !== null && now >= closesAt) closed(gatheringWording.closed);
}

const opensOn = (moment: Date): Wording => ({
  NL: `De inschrijvingen openen op ${localDateTime(moment, Language.NL)}: probeer het dan opnieuw.`,
  FR: `Les inscriptions ouvrent le ${localDateTime(moment, Language.FR)} : réessayez à ce moment-là.`,
  EN: `Registration opens on ${localDateTime(moment, Language.EN)}: try again then.`,
});

export const noGathering = (field = "gatheringId"): never => reject("NOT_FOUND", gatheringWording.noGathering, field);
