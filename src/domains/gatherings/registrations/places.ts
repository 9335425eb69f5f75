import sql from "sql-template-tag";
import { columnsOf } from "../../../core/database/rows.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { Gathering } from "../gathering.entity.js";
import { RegistrationStatus } from "../gathering.enums.js";
import { Registration } from "./registration.entity.js";

const { GOING, WAITLISTED } = RegistrationStatus;

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
export async function placesOf(tx: TransactionContext, gathering: Gathering): Promise<{ free: number }> {
  if (gathering.limit === null) return { free: Number.POSITIVE_INFINITY };
  const [row] = await tx.db.query<{ taken: number }>(sql`
    SELECT count(*)::int AS taken FROM registration WHERE gathering_id = ${gathering.id} AND status = ${GOING}`);
  return { free: gathering.limit - row!.taken };
}

/** Announces a registration in its present state. */
export function announced(
  tx: TransactionContext,
  registration: Registration,
  extra: { promoted?: true } = {},
): Registration {
  const { id, gatheringId, memberId, status } = registration;
  tx.announce({ kind: "registration.changed", subjectId: id, data: { gatheringId, memberId, status, ...extra } });
  return registration;
}
