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
  const statuses = await statusesNow(tx, [gathering]);
  return enter(tx, gathering, registrant, statuses.get(gathering.id)!, extra);
}

/** What who registers now gets at gatherings, which are locked, by their ids: a place, or one on the waiting list. */
export async function statusesNow(
  tx: TransactionContext,
  gatherings: readonly Gathering[],
): Promise<Map<string, RegistrationStatus>> {
  const statuses = new Map<string, RegistrationStatus>();
  if (gatherings.length === 0) return statuses;
  const found = await placesOfAll(tx, gatherings);
  for (const gathering of gatherings) {
    const places = found.get(gathering.id)!;
    const { free, waiting } = places.waiting === 0 ? places : await promoteFrom(tx, gathering, places);
    statuses.set(gathering.id, free > 0 && waiting === 0 ? GOING : WAITLISTED);
  }
  return statuses;
}

/** Registers somebody for a gathering, which is locked, with this status, behind all others, whatever they had before. */
export async function enter(
  tx: TransactionContext,
  gathering: Gathering,
  registrant: Registrant,
  status: RegistrationStatus,
  extra: Extra = {},
): Promise<Registration> {
  const [registration] = await enterAll(tx, registrant, [{ gatheringId: gathering.id, status }], extra);
  return registration!;
}

/** The same for several gatherings; the registrations are in their order. */
export async function enterAll(
  tx: TransactionContext,
  registrant: Registrant,
  entries: readonly { gatheringId: string; status: RegistrationStatus }[],
  extra: Extra = {},
): Promise<Registration[]> {
  const { memberId, guestId } = { memberId: null, guestId: null, ...registrant };
  const same: Sql = memberId === null ? sql`(guest_id)` : sql`(gathering_id, member_id)`;
  const rows = await tx.db.query<Registration>(sql`
    INSERT INTO registration AS e (id, gathering_id, member_id, guest_id, status, registered_at)
    SELECT entry.*, ${tx.now()} FROM unnest(${entries.map(() => tx.newId())}::uuid[],
      ${entries.map(({ gatheringId }) => gatheringId)}::uuid[], ${entries.map(() => memberId)}::uuid[],
      ${entries.map(() => guestId)}::uuid[], ${entries.map(({ status }) => status)}::registration_status[]) AS entry
    ON CONFLICT ${same} DO UPDATE SET
      status = excluded.status, registered_at = excluded.registered_at, queue_number = excluded.queue_number, reason = NULL
    RETURNING ${columnsOf(tx.database.source, Registration, "e")}`);
  const entered = new Map(rows.map((row) => [row.gatheringId, entityOf(Registration, row)]));
  const registrations = entries.map(({ gatheringId }) => entered.get(gatheringId)!);
  for (const registration of registrations) await announced(tx, registration, extra);
  return registrations;
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

/** The registrations of a member for gatherings, by their ids. */
export async function registrationsOfMember(
  tx: TransactionContext,
  gatherings: readonly Gathering[],
  memberId: string,
): Promise<Map<string, Registration>> {
  const rows = await tx.db.query<Registration>(sql`
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ANY(${gatherings.map(({ id }) => id)}::uuid[]) AND e.member_id = ${memberId}`);
  return new Map(rows.map((row) => [row.gatheringId, entityOf(Registration, row)]));
}

/** Whose a registration is. */
export const registrantOf = ({ memberId, guestId }: Registration): Registrant =>
  memberId === null ? { guestId: guestId! } : { memberId };

/**
 * Gives free places at a gathering, which is locked, to those on its waiting list, in the order of registration, until
 * the list closes.
 */
export async function promoteWaiting(tx: TransactionContext, gathering: Gathering): Promise<void> {
  await promoteFrom(tx, gathering, await placesOf(tx, gathering));
}

/** The same, when it is known how things stand; returns how they stand afterwards. */
async function promoteFrom(tx: TransactionContext, gathering: Gathering, places: Places): Promise<Places> {
  const promotions = Math.min(Math.max(places.free, 0), places.waiting, 10_000);
  if (promotions === 0 || waitingListHasClosed(gathering, tx.now())) return places;
  const waiting = await tx.db.query<Registration>(sql`
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ${gathering.id} AND e.status = ${WAITLISTED}
    ORDER BY e.queue_number LIMIT ${promotions}`);
  for (const row of waiting) await promote(tx, entityOf(Registration, row));
  return { free: places.free - promotions, waiting: places.waiting - promotions };
}

/** Gives a registration that waits for a gathering, which is locked, a place. */
export async function promote(tx: TransactionContext, registration: Registration): Promise<Registration> {
  await tx.manager.update(Registration, { id: registration.id }, { status: GOING });
  return announced(tx, Object.assign(registration, { status: GOING }), { promoted: true });
}

/** Whether hosts decide about places that come free, instead of the order of the waiting list. */
export const waitingListHasClosed = ({ waitingListClosesAt }: Gathering, now: Date): boolean =>
  waitingListClosesAt !== null && waitingListClosesAt <= now;

export interface Places {
  /** Infinite without a limit, and below 0 when an import gave more than there are. */
  free: number;
  waiting: number;
}

/** How many places are free, and how many wait. */
export async function placesOf(tx: TransactionContext, gathering: Gathering): Promise<Places> {
  return (await placesOfAll(tx, [gathering])).get(gathering.id)!;
}

/** The same of several gatherings, by their ids. */
async function placesOfAll(tx: TransactionContext, gatherings: readonly Gathering[]): Promise<Map<string, Places>> {
  const rows = await tx.db.query<{ id: string; taken: number; waiting: number }>(sql`
    SELECT gathering_id AS id, count(*) FILTER (WHERE status = ${GOING})::int AS taken,
      count(*) FILTER (WHERE status = ${WAITLISTED})::int AS waiting
    FROM registration WHERE gathering_id = ANY(${gatherings.map(({ id }) => id)}::uuid[])
      AND status IN (${GOING}, ${WAITLISTED})
    GROUP BY gathering_id`);
  const counts = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    gatherings.map(({ id, limit }) => {
      const { taken, waiting } = counts.get(id) ?? { taken: 0, waiting: 0 };
      return [id, { free: limit === null ? Number.POSITIVE_INFINITY : limit - taken, waiting }];
    }),
  );
}

async function announced(tx: TransactionContext, registration: Registration, extra: Extra): Promise<Registration> {
  const { id, gatheringId, memberId, guestId, status } = registration;
  const data = { gatheringId, ...(memberId !== null && { memberId }), status, ...extra };
  tx.announce({ kind: "registration.changed", subjectId: id, data });
  // What a host decided, or who went before them: members are notified of it.
  if (guestId !== null && (extra.promoted || extra.by !== undefined)) await mailGuest(tx, guestId);
  return registration;
}
