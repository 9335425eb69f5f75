import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { Wording } from "../../../core/texts/wording.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { gatheringLocked } from "../gathering-lock.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { hostIds } from "../gathering.reads.js";
import { checkInTimes } from "./check-in-times.js";
import { checkInWording } from "./check-in.wording.js";

/** The gathering that the caller hosts, locked, so that places and check-ins change one after the other. */
export async function hostedLocked(
  tx: TransactionContext,
  id: string,
  ...[wording, field]: [Wording, string]
): Promise<Gathering> {
  const gathering = await gatheringLocked(tx, id);
  const actor = await actorOf(tx);
  if (!gathering || !can(actor, gatheringPolicy.checkIn, { hostIds: await hostIds(tx, id) }))
    return reject("NOT_FOUND", wording, field);
  return gathering;
}

/** Ends the mutation unless the attendance of the gathering may change now. */
export function checkAttendanceIsOpen(gathering: Gathering, now: Date, field: string): void {
  if (gathering.status !== GatheringStatus.SCHEDULED) reject("GATHERING_CLOSED", checkInWording.notHeld, field);
  const { from, correctedUntil } = checkInTimes(gathering);
  if (now < from) reject("CHECK_IN_CLOSED", checkInWording.tooEarly({ from, timeZone: gathering.timeZone }), field);
  if (now >= correctedUntil) reject("CHECK_IN_CLOSED", checkInWording.tooLate, field);
}
