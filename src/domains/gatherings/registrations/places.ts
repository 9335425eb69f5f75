import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus, RegistrationStatus } from "../gathering.enums.js";
import { mailGuest } from "../guests/guest-mails.js";
import { deleteAnswers } from "../questions/stored-answers.js";
import { Registration } from "./registration.entity.js";

const { GOING, WAITLISTED, CANCELLED } = RegistrationStatus;

/** Who is registered: a member, or a guest without an account. */
export type Registrant = { memberId: string } | { guestId: string };

/** What an event of a registration has beside its status. */
interface Extra {
  promoted?: true;
  by?: string;
}

/**
 * Gives somebody a place at a gathering, which is locked, or one at the end of its waiting list if it is full or others
 * wait. Who waits while places are free, as an import may leave them, comes first.
 */
export async function givePlace(
  tx: TransactionContext,
  gathering: Gathering,
  registrant: Registrant,
  extra: Extra = {},
): Promise<Registration> {
  await promoteWaiting(tx, gathering);
  const { free, waiting } = await placesOf(tx, gathering);
  return enter(tx, gathering, registrant, free > 0 && waiting === 0 ? GOING : WAITLISTED, extra);
}

/** Registers somebody for a gathering, which is locked, with this status, behind all others, whatever they had before. */
export async function enter(
  tx: TransactionContext,
  gathering: Gathering,
  registrant: Registrant,
  status: RegistrationStatus,
  extra: Extra = {},
): Promise<Registration> {
  const { memberId, guestId } = { memberId: null, guestId: null, ...registrant };
  const same: Sql = memberId === null ? sql`(guest_id)` : sql`(gathering_id, member_id)`;
  const [row] = await tx.db.query<Registration>(sql`
    INSERT INTO registration AS e (id, gathering_id, member_id, guest_id, status, registered_at)
    VALUES (${tx.newId()}, ${gathering.id}, ${memberId}, ${guestId}, ${status}, ${tx.now()})
    ON CONFLICT ${same} DO UPDATE SET
      status = excluded.status, registered_at = excluded.registered_at, queue_number = excluded.queue_number, reason = NULL
    RETURNING ${columnsOf(tx.database.source, Registration, "e")}`);
  return announced(tx, entityOf(Registration, row!), extra);
}

/**
 * Ends a registration for a gathering, which is locked: it was cancelled, or a host declined it. The first on the waiting
 * list gets the free place.
 */
export async function endRegistration(
  tx: TransactionContext,
  gathering: Gathering,
  registration: Registration,
  { status = CANCELLED, reason = null, ...extra }: { status?: RegistrationStatus; reason?: string | null } & Extra = {},
): Promise<Registration> {
  await tx.manager.update(Registration, { id: registration.id }, { status, reason });
  await deleteAnswers(tx, registration.id);
  await announced(tx, Object.assign(registration, { status, reason }), extra);
  if (gathering.status === GatheringStatus.SCHEDULED) await promoteWaiting(tx, gathering);
  return registration;
}

/** The registration of a member or guest for a gathering, whatever its status. */
export async function registrationOf(
  tx: TransactionContext,
  gatheringId: string,
  registrant: Registrant,
): Promise<Registration | null> {
  const whose: Sql =
    "memberId" in registrant ? sql`e.member_id = ${registrant.memberId}` : sql`e.guest_id = ${registrant.guestId}`;
  const [row] = await tx.db.query<Registration>(sql`
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ${gatheringId} AND ${whose}`);
  return row ? entityOf(Registration, row) : null;
}

/** Whose a registration is. */
export const registrantOf = ({ memberId, guestId }: Registration): Registrant =>
  memberId === null ? { guestId: guestId! } : { memberId };

/**
 * Gives free places at a gathering, which is locked, to those on its waiting list, in the order of registration, until
 * the list closes.
 */
export async function promoteWaiting(tx: TransactionContext, gathering: Gathering): Promise<void> {
  if (waitingListHasClosed(gathering, tx.now())) return;
  const { free } = await placesOf(tx, gathering);
  const waiting = await tx.db.query<Registration>(sql`
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ${gathering.id} AND e.status = ${WAITLISTED}
    ORDER BY e.queue_number LIMIT ${Math.min(Math.max(free, 0), 10_000)}`);
  for (const row of waiting) await promote(tx, entityOf(Registration, row));
}

/** Gives a registration that waits for a gathering, which is locked, a place. */
export async function promote(tx: TransactionContext, registration: Registration): Promise<Registration> {
  await tx.manager.update(Registration, { id: registration.id }, { status: GOING });
  return announced(tx, Object.assign(registration, { status: GOING }), { promoted: true });
}

/** Whether hosts decide about places that come free, instead of the order of the waiting list. */
export const waitingListHasClosed = ({ waitingListClosesAt }: Gathering, now: Date): boolean =>
  waitingListClosesAt !== null && waitingListClosesAt <= now;

/** How many places are free, and how many wait; `free` is below 0 when an import gave more than there are. */
export async function placesOf(
  tx: TransactionContext,
  gathering: Gathering,
): Promise<{ free: number; waiting: number }> {
  const [row] = await tx.db.query<{ taken: number; waiting: number }>(sql`
    SELECT count(*) FILTER (WHERE status = ${GOING})::int AS taken,
      count(*) FILTER (WHERE status = ${WAITLISTED})::int AS waiting
    FROM registration WHERE gathering_id = ${gathering.id} AND status IN (${GOING}, ${WAITLISTED})`);
  const { taken, waiting } = row!;
  return { free: gathering.limit === null ? Number.POSITIVE_INFINITY : gathering.limit - taken, waiting };
}

async function announced(tx: TransactionContext, registration: Registration, extra: Extra): Promise<Registration> {
  const { id, gatheringId, memberId, guestId, status } = registration;
  const data = { gatheringId, ...(memberId !== null && { memberId }), status, ...extra };
  tx.announce({ kind: "registration.changed", subjectId: id, data });
  // What a host decided, or who went before them: members are notified of it.
  if (guestId !== null && (extra.promoted || extra.by !== undefined)) await mailGuest(tx, guestId);
  return registration;
}
