import { reject } from "../../core/errors/user-error.js";
import type { Gathering } from "./gathering.entity.js";
import { GatheringStatus } from "./gathering.enums.js";
import { gatheringWording } from "./gathering.wording.js";

/** Ends the mutation unless the gathering is held and has begun: something can come of it from then on. */
export function checkHasBegun({ status, startsAt }: Gathering, now: Date, ...path: string[]): void {
  if (status !== GatheringStatus.SCHEDULED) reject("STATUS_CONFLICT", gatheringWording.notHeld, ...path);
  if (startsAt > now) reject("STATUS_CONFLICT", gatheringWording.notBegun, ...path);
}
