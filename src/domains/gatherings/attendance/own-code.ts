import { GatheringStatus, RegistrationStatus } from "../gathering.enums.js";
import { gatheringById } from "../gathering.reads.js";
import type { GatheringsContext } from "../gatherings.services.js";
import type { Registration } from "../registrations/registration.entity.js";
import { checkInTimes } from "./check-in-times.js";

/** The code of the caller's own registration, while they can be checked in with it. */
export async function ownCode(ctx: GatheringsContext, registration: Registration): Promise<string | null> {
  const { memberId, status, checkedInAt, gatheringId } = registration;
  if (ctx.callerId === null || memberId !== ctx.callerId) return null;
  if (status !== RegistrationStatus.GOING || checkedInAt !== null) return null;
  const gathering = await gatheringById(ctx, gatheringId);
  if (gathering?.status !== GatheringStatus.SCHEDULED) return null;
  return ctx.now() < checkInTimes(gathering).until ? ctx.checkInCodes.codeOf(registration) : null;
}
