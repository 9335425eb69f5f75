import { z } from "zod";
import { participating } from "../../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { memberName } from "../../members/member.validation.js";
import type { Gathering } from "../gathering.entity.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { Registration } from "../registrations/registration.entity.js";
import { visibleAmong } from "../visible-members.js";
import {
  activeRegistration,
  recordGuestPresence,
  recordMemberPresence,
  recordPresence,
  registrationByCode,
  undoPresence,
} from "./attendance.js";
import { checkAttendanceIsOpen, hostedLocked } from "./attendance-lock.js";
import type { CheckInInput } from "./check-in.inputs.js";
import { checkInWording } from "./check-in.wording.js";

const guestRules = z.object({
  guestName: z.preprocess((value) => (value === "" || value === null ? undefined : value), memberName.optional()),
});

/** Records that somebody is at a gathering that the caller hosts. */
export async function checkIn(ctx: GatheringsContext, input: CheckInInput): Promise<Registration> {
  const by = requireCaller(ctx);
  const { registrationId, code, memberId } = input;
  if ([registrationId, code, memberId, input.guestName].filter((given) => given).length !== 1)
    rejectInput(InputProblem.NOT_ALLOWED, checkInWording.oneOfFour);
  const { guestName } = checkInput(guestRules, input);
  return participating(ctx, async (tx) => {
    const gathering = await hostedLocked(tx, idOf(input.gatheringId), checkInWording.noGathering, "gatheringId");
    checkAttendanceIsOpen(gathering, tx.now(), "gatheringId");
    await countWrite(tx, "checkIn");
    if (memberId) return recordMemberPresence(tx, gathering, await seenMember(tx, idOf(memberId)), { checkedInBy: by });
    if (guestName !== undefined) return recordGuestPresence(tx, gathering, guestName, { checkedInBy: by });
    const registration = registrationId
      ? ((await activeRegistration(tx, gathering.id, idOf(registrationId))) ??
        reject("NOT_FOUND", checkInWording.noRegistration, "registrationId"))
      : await registrationWithCode(tx, gathering, code!);
    return recordPresence(tx, gathering, registration, { checkedInBy: by });
  });
}

/** Undoes a check-in at a gathering that the caller hosts. */
export async function undoCheckIn(ctx: GatheringsContext, input: string): Promise<Registration> {
  const by = requireCaller(ctx);
  const id = idOf(input);
  return participating(ctx, async (tx) => {
    const found = await tx.manager.findOneBy(Registration, { id });
    const field = "registrationId";
    if (!found) return reject("NOT_FOUND", checkInWording.noRegistration, field);
    const gathering = await hostedLocked(tx, found.gatheringId, checkInWording.noRegistration, field);
    checkAttendanceIsOpen(gathering, tx.now(), field);
    await countWrite(tx, "checkIn");
    const registration = await activeRegistration(tx, gathering.id, id);
    if (!registration) return reject("NOT_FOUND", checkInWording.noRegistration, field);
    return undoPresence(tx, gathering, registration, { checkedInBy: by });
  });
}

async function registrationWithCode(
  tx: TransactionContext<GatheringsContext>,
  gathering: Gathering,
  code: string,
): Promise<Registration> {
  const registration = await registrationByCode(tx, tx.checkInCodes, gathering.id, code);
  return registration ?? rejectInput(InputProblem.UNKNOWN, checkInWording.noCode, "code");
}

/** The member with this id, whom the caller may see, and who stays until the transaction ends. */
async function seenMember(tx: TransactionContext, id: string): Promise<string> {
  return (await visibleAmong(tx, [id])).has(id) ? id : reject("NOT_FOUND", checkInWording.noMember, "memberId");
}
