import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { Language } from "../../../core/texts/language.js";
import type { Gathering } from "../gathering.entity.js";
import { RegistrationStatus } from "../gathering.enums.js";
import { Guest } from "../guests/guest.entity.js";
import { promoteWaiting } from "../registrations/places.js";
import { Registration } from "../registrations/registration.entity.js";
import type { CheckInCodes } from "./check-in-codes.js";
import { sentCode } from "./check-in-codes.js";
import { checkInWording } from "./check-in.wording.js";
import { WalkIn } from "./walk-in.entity.js";

const { GOING, WAITLISTED, CANCELLED } = RegistrationStatus;

/** Who checks somebody in: a host; nobody who is known at the check-in page. */
export interface CheckedBy {
  checkedInBy?: string;
}

/** Records that who registered is there, at a gathering that is locked; who had no place gets one, however full it is. */
export async function recordPresence(
  tx: TransactionContext,
  gathering: Gathering,
  registration: Registration,
  checkedBy: CheckedBy,
): Promise<Registration> {
  const { id, status, checkedInAt } = registration;
  if (checkedInAt !== null)
    reject("ALREADY_CHECKED_IN", checkInWording.checkedIn({ at: checkedInAt, timeZone: gathering.timeZone }));
  if (status !== GOING) await tx.manager.insert(WalkIn, { registrationId: id, statusBefore: status });
  const changes = { status: GOING, checkedInAt: tx.now() };
  await tx.manager.update(Registration, { id }, changes);
  return announced(tx, Object.assign(registration, changes), { checkedIn: true, ...checkedBy });
}

/** Records that a member is there, who may not be registered. */
export async function recordMemberPresence(
  tx: TransactionContext,
  gathering: Gathering,
  memberId: string,
  checkedBy: CheckedBy,
): Promise<Registration> {
  const [row] = await tx.db.query<Registration>(sql`
    WITH made AS (
      INSERT INTO registration (id, gathering_id, member_id, status, registered_at)
      VALUES (${tx.newId()}, ${gathering.id}, ${memberId}, ${CANCELLED}, ${tx.now()})
      ON CONFLICT (gathering_id, member_id) DO NOTHING RETURNING *
    )
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM (
      SELECT * FROM made UNION ALL
      SELECT * FROM registration WHERE gathering_id = ${gathering.id} AND member_id = ${memberId}) AS e`);
  return recordPresence(tx, gathering, entityOf(Registration, row!), checkedBy);
}

/** Records that somebody is there who has no account and no registration; their name is erased as that of other guests. */
export async function recordGuestPresence(
  tx: TransactionContext,
  gathering: Gathering,
  name: string,
  checkedBy: CheckedBy,
): Promise<Registration> {
  const [guestId, now] = [tx.newId(), tx.now()];
  const guest = { id: guestId, gatheringId: gathering.id, name, email: null, requestedAt: now, confirmedAt: now };
  await tx.manager.insert(Guest, { ...guest, answers: null, language: gathering.language ?? Language.NL });
  const [row] = await tx.db.query<Registration>(sql`
    INSERT INTO registration AS e (id, gathering_id, guest_id, status, registered_at)
    VALUES (${tx.newId()}, ${gathering.id}, ${guestId}, ${CANCELLED}, ${now})
    RETURNING ${columnsOf(tx.database.source, Registration, "e")}`);
  return recordPresence(tx, gathering, entityOf(Registration, row!), checkedBy);
}

/** Undoes a check-in at a gathering that is locked: a walk-in is again what it was before. */
export async function undoPresence(
  tx: TransactionContext,
  gathering: Gathering,
  registration: Registration,
  checkedBy: CheckedBy,
): Promise<Registration> {
  const { id: registrationId } = registration;
  if (registration.checkedInAt === null) reject("NOT_CHECKED_IN", checkInWording.notCheckedIn, "registrationId");
  const [walkIn] = await tx.db.query<{ statusBefore: RegistrationStatus }>(sql`
    WITH gone AS (
      DELETE FROM walk_in WHERE registration_id = ${registrationId} RETURNING status_before AS "statusBefore")
    SELECT * FROM gone`);
  const changes = { status: walkIn?.statusBefore ?? GOING, checkedInAt: null };
  await tx.manager.update(Registration, { id: registrationId }, changes);
  announced(tx, Object.assign(registration, changes), { checkedIn: false, ...checkedBy });
  // It may be the first in line for a place that came free meanwhile.
  if (changes.status === WAITLISTED && tx.now() < gathering.startsAt) await promoteWaiting(tx, gathering);
  return registration;
}

/** The registration for a gathering with this id, unless it was cancelled or declined. */
export const activeRegistration = (
  tx: TransactionContext,
  gatheringId: string,
  id: string,
): Promise<Registration | null> => registrationWhere(tx, gatheringId, "id", id);

/** The registration for a gathering that has a place or waits, whose code this is; null for any other text. */
export async function registrationByCode(
  tx: TransactionContext,
  codes: CheckInCodes,
  gatheringId: string,
  code: string,
): Promise<Registration | null> {
  const sent = sentCode(code);
  if (!sent) return null;
  const registration = await registrationWhere(tx, gatheringId, "queue_number", sent.queueNumber);
  return registration && codes.isCodeOf(sent, registration) ? registration : null;
}

async function registrationWhere(
  tx: TransactionContext,
  gatheringId: string,
  column: "id" | "queue_number",
  value: string,
): Promise<Registration | null> {
  const matches = column === "id" ? sql`e.id = ${value}` : sql`e.queue_number = ${value}::bigint`;
  const [row] = await tx.db.query<Registration>(sql`
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ${gatheringId} AND e.status IN (${GOING}, ${WAITLISTED}) AND ${matches}`);
  return row ? entityOf(Registration, row) : null;
}

function announced(
  tx: TransactionContext,
  registration: Registration,
  extra: { checkedIn: boolean } & CheckedBy,
): Registration {
  const { id, gatheringId, memberId, status } = registration;
  const data = { gatheringId, ...(memberId !== null && { memberId }), status, ...extra };
  tx.announce({ kind: "registration.changed", subjectId: id, data });
  return registration;
}
