import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus, RegistrationStatus } from "../gathering.enums.js";
import { Registration } from "./registration.entity.js";

const { GOING, WAITLISTED, CANCELLED } = RegistrationStatus;

/**
 * Gives a member a place at a gathering, which is locked, or one at the end of its waiting list if it is full. Who waits
 * while places are free, as an import may leave them, comes first.
 */
export async function givePlace(tx: TransactionContext, gathering: Gathering, memberId: string): Promise<Registration> {
  await promoteWaiting(tx, gathering);
  const { free } = await placesOf(tx, gathering);
  const [row] = await tx.db.query<Registration>(sql`
    INSERT INTO registration AS e (id, gathering_id, member_id, status, registered_at)
    VALUES (${tx.newId()}, ${gathering.id}, ${memberId}, ${free > 0 ? GOING : WAITLISTED}, ${tx.now()})
    ON CONFLICT (gathering_id, member_id) DO UPDATE SET
      status = excluded.status, registered_at = excluded.registered_at, queue_number = excluded.queue_number
    RETURNING ${columnsOf(tx.database.source, Registration, "e")}`);
  return announced(tx, entityOf(Registration, row!));
}

/** Cancels a registration for a gathering, which is locked; the first on its waiting list gets the free place. */
export async function cancelPlace(
  tx: TransactionContext,
  gathering: Gathering,
  registration: Registration,
): Promise<Registration> {
  await tx.manager.update(Registration, { id: registration.id }, { status: CANCELLED });
  announced(tx, Object.assign(registration, { status: CANCELLED }));
  if (gathering.status === GatheringStatus.SCHEDULED) await promoteWaiting(tx, gathering);
  return registration;
}

/** The registration of a member for a gathering, whatever its status. */
export async function registrationOf(
  tx: TransactionContext,
  gatheringId: string,
  memberId: string,
): Promise<Registration | null> {
  const [row] = await tx.db.query<Registration>(sql`
    SELECT ${columnsOf(tx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ${gatheringId} AND e.member_id = ${memberId}`);
  return row ? entityOf(Registration, row) : null;
}

/** Gives free places at a gathering, which is locked, to the members on its waiting list, in the order of registration. */
export async function promoteWaiting(tx: TransactionContext, gathering: Gathering): Promise<void> {
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

/** How many places are free; below 0 when an import gave more than there are. */
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
