import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { loader } from "../../../core/graphql/batch.js";
import { requireCaller, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { reject } from "../../../core/errors/user-error.js";
import { hostedLocked } from "../attendance/attendance-lock.js";
import { checkInTimes } from "../attendance/check-in-times.js";
import { checkInWording } from "../attendance/check-in.wording.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { CheckInAddress } from "./check-in-link.entity.js";

/** Gives a gathering that the caller hosts a new check-in page; the address of the one before is void. */
export async function createCheckInLink(ctx: GatheringsContext, id: string): Promise<Gathering> {
  requireCaller(ctx);
  return participating(ctx, async (tx) => {
    const gathering = await hosted(tx, id);
    if (gathering.status !== GatheringStatus.SCHEDULED)
      reject("GATHERING_CLOSED", checkInWording.notHeld, "gatheringId");
    if (tx.now() >= checkInTimes(gathering).until) reject("CHECK_IN_CLOSED", checkInWording.tooLate, "gatheringId");
    await countWrite(tx, "edit");
    await tx.db.query(sql`
      INSERT INTO check_in_link (gathering_id, id) VALUES (${gathering.id}, ${tx.newId()})
      ON CONFLICT (gathering_id) DO UPDATE SET id = excluded.id`);
    return gathering;
  });
}

/** Ends that participants of a gathering that the caller hosts can be checked in at its page. No effect without one. */
export async function revokeCheckInLink(ctx: GatheringsContext, id: string): Promise<Gathering> {
  requireCaller(ctx);
  return participating(ctx, async (tx) => {
    const gathering = await hosted(tx, id);
    await tx.db.query(sql`
      WITH gone AS (DELETE FROM check_in_link WHERE gathering_id = ${gathering.id} RETURNING 1) SELECT FROM gone`);
    return gathering;
  });
}

const hosted = (tx: TransactionContext, id: string): Promise<Gathering> =>
  hostedLocked(tx, idOf(id), checkInWording.noGathering, "gatheringId");

export const checkInLinkId = loader<string | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ gatheringId: string; id: string }>(sql`
    SELECT gathering_id AS "gatheringId", id FROM check_in_link WHERE gathering_id = ANY(${ids}::uuid[])`);
  return new Map(rows.map(({ gatheringId, id }) => [gatheringId, id]));
}, null);

/** Where the check-in page of a gathering is. */
export function checkInAddress(ctx: GatheringsContext, gathering: Gathering, linkId: string): CheckInAddress {
  const { from, until } = checkInTimes(gathering);
  const url = `${ctx.publicUrl()}/check-in/${ctx.checkInTokens.tokenOf(linkId)}`;
  return Object.assign(new CheckInAddress(), { url, validFrom: from, validUntil: until });
}

/** No address from before a backup was restored leads to a check-in page. */
export async function voidCheckInLinks(tx: TransactionContext): Promise<void> {
  await tx.db.query(sql`WITH gone AS (DELETE FROM check_in_link RETURNING 1) SELECT FROM gone`);
}
