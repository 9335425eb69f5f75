import sql, { type Sql } from "sql-template-tag";
import { rejectInput } from "../../core/errors/user-error.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { endIn } from "./gathering-end.js";
import { Gathering } from "./gathering.entity.js";
import { GatheringStatus } from "./gathering.enums.js";
import { checkVisible } from "./visible-members.js";
import { schedulingWording } from "./scheduling/scheduling.wording.js";

/** Ends the mutation unless these are ids of different members whom the caller may see; they then stay members until it ends. */
export async function checkHosts(tx: TransactionContext, ids: readonly string[]): Promise<void> {
  const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (repeated >= 0) rejectInput(InputProblem.DUPLICATE, schedulingWording.hostTwice, "hosts", String(repeated));
  await checkVisible(tx, ids, { field: "hosts", wording: schedulingWording.noHost });
}

/** Gives a gathering these hosts instead of its former ones; the ids of those who are new. */
export async function setHosts(
  tx: TransactionContext,
  gathering: Gathering,
  hostIds: readonly string[],
): Promise<string[]> {
  const added = await tx.db.query<{ id: string }>(sql`
    WITH gone AS (DELETE FROM gathering_host WHERE gathering_id = ${gathering.id} AND NOT member_id = ANY(${hostIds}::uuid[]))
    INSERT INTO gathering_host (gathering_id, member_id) SELECT ${gathering.id}, unnest(${hostIds}::uuid[])
    ON CONFLICT DO NOTHING RETURNING member_id AS id`);
  if (gathering.needsHost) {
    gathering.needsHost = false;
    await tx.manager.update(Gathering, { id: gathering.id }, { needsHost: false });
  }
  return added.map((row) => row.id);
}

/**
 * Ends that a member hosts a gathering, which is locked. One without a host is for organisers to take over, if it is
 * still to be held; gives whether it is.
 */
export async function removeHost(tx: TransactionContext, gatheringId: string, memberId: string): Promise<boolean> {
  await tx.db.query(sql`
    WITH gone AS (DELETE FROM gathering_host WHERE gathering_id = ${gatheringId} AND member_id = ${memberId} RETURNING 1)
    SELECT FROM gone`);
  const orphaned = await tx.db.query(sql`
    WITH orphaned AS (
      UPDATE gathering e SET needs_host = true
      WHERE id = ${gatheringId} AND ${isToCome(tx)}
        AND NOT EXISTS (SELECT FROM gathering_host h WHERE h.gathering_id = e.id) RETURNING 1)
    SELECT FROM orphaned`);
  if (orphaned.length > 0)
    tx.announce({ kind: "gathering.host_needed", subjectId: gatheringId, data: { gatheringId } });
  return orphaned.length > 0;
}

/** Ends that a member hosts gatherings that are not over, as they leave the network. */
export async function releaseHosting(tx: TransactionContext, memberId: string): Promise<void> {
  // In a fixed order, so that two hosts who leave at the same time do not deadlock.
  const hosted = await tx.db.query<{ id: string }>(sql`
    SELECT id FROM gathering e WHERE ${isToCome(tx)} AND id IN (SELECT gathering_id FROM gathering_host WHERE member_id = ${memberId})
    ORDER BY id FOR UPDATE`);
  for (const { id } of hosted) await removeHost(tx, id, memberId);
}

/** The gathering with the alias `e` is scheduled and not over. */
const isToCome = (tx: TransactionContext): Sql =>
  sql`(e.status = ${GatheringStatus.SCHEDULED} AND ${endIn(sql`e`)} > ${tx.now()})`;
