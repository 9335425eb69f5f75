import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { reject } from "../../../core/errors/user-error.js";
import { participating } from "../../../core/access/actor.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { Gathering } from "../gathering.entity.js";
import { GatheringStatus, RegistrationStatus } from "../gathering.enums.js";
import { gatheringWording } from "../gathering.wording.js";
import { Registration } from "./registration.entity.js";

const { GOING, WAITLISTED, CANCELLED } = RegistrationStatus;

/**
 * Registers the caller for a gathering, at the end of its waiting list if it is full. Who waits while places are free, as
 * an import may leave them, comes first.
 */
export async function registerForGathering(ctx: Context, id: string): Promise<Registration> {
  const memberId = requireCaller(ctx);
  const gatheringId = idOf(id);
  return participating(ctx, async (tx) => {
    await countWrite(tx, "registration");
    const gathering = await openGatheringLocked(tx, gatheringId);
    if (gathering.hiddenAt !== null) noGathering();
    const before = await registrationOf(tx, gatheringId, memberId);
    if (before && before.status !== CANCELLED) reject("ALREADY_REGISTERED", gatheringWording.registered, "gatheringId");
    await promoteWaiting(tx, gathering);
    const { free } = await placesOf(tx, gathering);
    const [row] = await tx.db.query<Registration>(sql`
      INSERT INTO registration AS e (id, gathering_id, member_id, status, registered_at)
      VALUES (${tx.newId()}, ${gatheringId}, ${memberId}, ${free > 0 ? GOING : WAITLISTED}, ${tx.now()})
      ON CONFLICT (gathering_id, member_id) DO UPDATE SET
        status = excluded.status, registered_at = excluded.registered_at, queue_number = excluded.queue_number
      RETURNING ${columnsOf(tx.database.source, Registration, "e")}`);
    return announced(tx, entityOf(Registration, row!));
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
    await tx.manager.update(Registration, { id: registration.id }, { status: CANCELLED });
    announced(tx, Object.assign(registration, { status: CANCELLED }));
    await promoteWaiting(tx, gathering);
    return registration;
  });
}

/** Cancels all registrations of a member for gatherings that are not over, including those on waiting lists. */
export async function releasePlaces(tx: TransactionContext, memberId: string): Promise<void> {
  // Locked in a fixed order, so that two members who leave at the same time do not deadlock.
  const gatherings = await tx.db.query<Gathering>(sql`
    SELECT ${columnsOf(tx.database.source, Gathering, "e")} FROM gathering e
    WHERE coalesce(e.ends_at, e.starts_at) > ${tx.now()} AND e.id IN (
      SELECT gathering_id FROM registration
      WHERE member_id = ${memberId} AND status <> ${CANCELLED} AND checked_in_at IS NULL)
    ORDER BY e.id FOR UPDATE`);
  for (const gathering of gatherings) {
    const registration = await registrationOf(tx, gathering.id, memberId);
    if (!registration || registration.status === CANCELLED || registration.checkedInAt !== null) continue;
    await tx.manager.update(Registration, { id: registration.id }, { status: CANCELLED });
    announced(tx, Object.assign(registration, { status: CANCELLED }));
    if (gathering.status === GatheringStatus.SCHEDULED) await promoteWaiting(tx, gathering);
  }
}

/** Gives free places to the members on the waiting list, in the order of registration. */
async function promoteWaiting(tx: TransactionContext, gathering: Gathering): Promise<void> {
  const { free } = await placesOf(tx, gathering);
  const waiting = await tx.db.query<Registration>(sql`
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ${gathering.id} AND e.status = ${WAITLISTED}
    ORDER BY e.queue_number LIMIT ${Math.min(Math.max(free, 0), 10_000)}`);
  for (const row of waiting) {
    await tx.manager.update(Registration, { id: row.id }, { status: GOING });
    announced(tx, Object.assign(row, { status: GOING }), { promoted: true });
  }
}

/** The gathering, locked until the transaction ends, so that places are assigned by one transaction at a time. */
async function openGatheringLocked(tx: TransactionContext, id: string): Promise<Gathering> {
  const [row] = await tx.db.query<Gathering>(
    sql`SELECT ${columnsOf(tx.database.source, Gathering, "e")} FROM gathering e WHERE e.id = ${id} FOR UPDATE`,
  );
  if (!row) return noGathering();
  if (row.status === GatheringStatus.CANCELLED) reject("GATHERING_CLOSED", gatheringWording.cancelled, "gatheringId");
  if ((row.endsAt ?? row.startsAt) <= tx.now()) reject("GATHERING_CLOSED", gatheringWording.over, "gatheringId");
  return entityOf(Gathering, row);
}

const noGathering = (): never => reject("NOT_FOUND", gatheringWording.noGathering, "gatheringId");

async function registrationOf(
  tx: TransactionContext,
  gatheringId: string,
  memberId: string,
): Promise<Registration | null> {
  const [row] = await tx.db.query<Registration>(sql`
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ${gatheringId} AND e.member_id = ${memberId}`);
  return row ? entityOf(Registration, row) : null;
}

async function placesOf(tx: TransactionContext, gathering: Gathering): Promise<{ free: number }> {
  if (gathering.limit === null) return { free: Number.POSITIVE_INFINITY };
  const [row] = await tx.db.query<{ taken: number }>(sql`
    SELECT count(*)::int AS taken FROM registration WHERE gathering_id = ${gathering.id} AND status = ${GOING}`);
  return { free: gathering.limit - row!.taken };
}

function announced(tx: TransactionContext, registration: Registration, extra: { promoted?: true } = {}): Registration {
  const { id, gatheringId, memberId, status } = registration;
  tx.announce({ kind: "registration.changed", subjectId: id, data: { gatheringId, memberId, status, ...extra } });
  return registration;
}
