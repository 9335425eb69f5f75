import sql from "sql-template-tag";
import { columnsOf } from "../../../core/database/rows.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { reject } from "../../../core/errors/user-error.js";
import { participating } from "../../../core/access/actor.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { Language } from "../../../core/texts/language.js";
import { localDateTime } from "../../../core/texts/local-time.js";
import type { Wording } from "../../../core/texts/wording.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringStatus, RegistrationStatus } from "../gathering.enums.js";
import { gatheringLocked } from "../gathering-lock.js";
import { endIn, endOf } from "../gathering-end.js";
import { gatheringWording } from "../gathering.wording.js";
import { cancelPlace, givePlace, registrationOf } from "./places.js";
import type { Registration } from "./registration.entity.js";

const { CANCELLED } = RegistrationStatus;

/** Registers the caller for a gathering, at the end of its waiting list if it is full. */
export async function registerForGathering(ctx: Context, id: string): Promise<Registration> {
  const memberId = requireCaller(ctx);
  const gatheringId = idOf(id);
  return participating(ctx, async (tx) => {
    await countWrite(tx, "registration");
    const gathering = await openGatheringLocked(tx, gatheringId);
    if (gathering.hiddenAt !== null) noGathering();
    checkRegistrationIsOpen(gathering, tx.now());
    const before = await registrationOf(tx, gatheringId, memberId);
    if (before && before.status !== CANCELLED) reject("ALREADY_REGISTERED", gatheringWording.registered, "gatheringId");
    return givePlace(tx, gathering, memberId);
  });
}

/** Cancels the caller's registration; the first member on the waiting list gets the free place. */
export async function cancelRegistration(ctx: Context, id: string): Promise<Registration> {
  const memberId = requireCaller(ctx);
  const gatheringId = idOf(id);
  return inTransaction(ctx, async (tx) => {
    const gathering = await openGatheringLocked(tx, gatheringId);
    const registration = await registrationOf(tx, gatheringId, memberId);
    if (!registration || registration.status === CANCELLED)
      reject("NOT_REGISTERED", gatheringWording.notRegistered, "gatheringId");
    if (registration.checkedInAt !== null) reject("GATHERING_CLOSED", gatheringWording.attended, "gatheringId");
    return cancelPlace(tx, gathering, registration);
  });
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
    const registration = await registrationOf(tx, gathering.id, memberId);
    if (!registration || registration.status === CANCELLED || registration.checkedInAt !== null) continue;
    await cancelPlace(tx, gathering, registration);
  }
}

/** The gathering, locked until the transaction ends, so that places are assigned by one transaction at a time. */
async function openGatheringLocked(tx: TransactionContext, id: string): Promise<Gathering> {
  const gathering = await gatheringLocked(tx, id);
  if (!gathering) return noGathering();
  if (gathering.status === GatheringStatus.CANCELLED)
    reject("GATHERING_CLOSED", gatheringWording.cancelled, "gatheringId");
  if (gathering.status !== GatheringStatus.SCHEDULED) noGathering();
  if (endOf(gathering) <= tx.now()) reject("GATHERING_CLOSED", gatheringWording.over, "gatheringId");
  return gathering;
}

function checkRegistrationIsOpen(gathering: Gathering, now: Date): void {
  const { registrationOpensAt: opensAt, registrationClosesAt: closesAt, needsHost } = gathering;
  const closed = (wording: Wording): never => reject("REGISTRATION_CLOSED", wording, "gatheringId");
  if (needsHost) closed(gatheringWording.needsHost);
  if (opensAt !== null && now < opensAt) closed(opensOn(opensAt));
  if (closesAt !== null && now >= closesAt) closed(gatheringWording.closed);
}

const opensOn = (moment: Date): Wording => ({
  NL: `De inschrijvingen openen op ${localDateTime(moment, Language.NL)}: probeer het dan opnieuw.`,
  FR: `Les inscriptions ouvrent le ${localDateTime(moment, Language.FR)} : réessayez à ce moment-là.`,
  EN: `Registration opens on ${localDateTime(moment, Language.EN)}: try again then.`,
});

const noGathering = (): never => reject("NOT_FOUND", gatheringWording.noGathering, "gatheringId");
