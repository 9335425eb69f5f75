import { participating } from "../../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import type { Gathering } from "../gathering.entity.js";
import { endOf } from "../gathering-end.js";
import { GatheringStatus, RegistrationStatus } from "../gathering.enums.js";
import { callerManages, gatheringLocked } from "../gathering-lock.js";
import { gatheringWording } from "../gathering.wording.js";
import { checkVisible } from "../visible-members.js";
import { decisionWording } from "./decisions.wording.js";
import { decideRegistrationRules, inviteRules } from "./decisions.validation.js";
import {
  endRegistration,
  enter,
  givePlace,
  placesOf,
  promote,
  registrantOf,
  registrationOf,
  waitingListHasClosed,
} from "./places.js";
import { Registration } from "./registration.entity.js";
import type { DecideRegistrationInput, InviteToGatheringInput } from "./decisions.inputs.js";
import { isRegistered } from "./registration.service.js";

const { GOING, WAITLISTED, REQUESTED, INVITED, CANCELLED, DECLINED } = RegistrationStatus;

/** Accepts or declines a registration for a gathering that the caller hosts or organises. */
export async function decideRegistration(ctx: Context, input: DecideRegistrationInput): Promise<Registration> {
  const by = requireCaller(ctx);
  const { id, accept, reason } = checkInput(decideRegistrationRules, input);
  if (accept && reason != null) rejectInput(InputProblem.NOT_ALLOWED, decisionWording.reasonOfAccepted, "reason");
  return participating(ctx, async (tx) => {
    const found = await tx.manager.findOneBy(Registration, { id });
    const gathering = found && (await gatheringLocked(tx, found.gatheringId));
    if (!gathering || !(await callerManages(tx, gathering)))
      return reject("NOT_FOUND", decisionWording.noRegistration, "id");
    checkIsToCome(gathering, tx.now(), "id");
    // As it is now that nobody else changes it.
    const registration = await tx.manager.findOneBy(Registration, { id });
    // A guest has erased it meanwhile.
    if (!registration) return reject("NOT_FOUND", decisionWording.noRegistration, "id");
    if (registration.checkedInAt !== null) reject("STATUS_CONFLICT", decisionWording.checkedIn, "id");
    await countWrite(tx, "edit");
    return accept
      ? acceptOne(tx, gathering, registration, by)
      : declineOne(tx, gathering, registration, { by, reason: reason ?? null });
  });
}

async function acceptOne(
  tx: TransactionContext,
  gathering: Gathering,
  registration: Registration,
  by: string,
): Promise<Registration> {
  switch (registration.status) {
    case GOING:
    case INVITED:
      return registration;
    case REQUESTED:
    case DECLINED:
      return givePlace(tx, gathering, registrantOf(registration), { by });
    case WAITLISTED:
      if (!waitingListHasClosed(gathering, tx.now())) reject("STATUS_CONFLICT", decisionWording.listGoesOn, "id");
      if ((await placesOf(tx, gathering)).free <= 0) reject("STATUS_CONFLICT", decisionWording.full, "id");
      return promote(tx, registration);
    case CANCELLED:
      return reject("STATUS_CONFLICT", decisionWording.cancelled, "id");
  }
}

async function declineOne(
  tx: TransactionContext,
  gathering: Gathering,
  registration: Registration,
  { by, reason }: { by: string; reason: string | null },
): Promise<Registration> {
  if (registration.status === DECLINED) return registration;
  if (registration.status === CANCELLED) reject("STATUS_CONFLICT", decisionWording.cancelled, "id");
  // An invitation that is withdrawn was never an answer to anybody.
  if (registration.status === INVITED) return endRegistration(tx, gathering, registration);
  return endRegistration(tx, gathering, registration, { status: DECLINED, reason, by });
}

/**
 * Invites members to a gathering that the caller hosts or organises; who requested a place gets one, and who is
 * registered or invited already is passed over.
 */
export async function inviteToGathering(ctx: Context, input: InviteToGatheringInput): Promise<Registration[]> {
  const by = requireCaller(ctx);
  const { memberIds } = checkInput(inviteRules, input);
  return participating(ctx, async (tx) => {
    const gathering = await gatheringLocked(tx, idOf(input.gatheringId));
    if (!gathering || !(await callerManages(tx, gathering)))
      return reject("NOT_FOUND", gatheringWording.noGathering, "gatheringId");
    checkIsToCome(gathering, tx.now(), "gatheringId");
    await checkVisible(tx, memberIds, { field: "memberIds", wording: decisionWording.noMember });
    const invited: Registration[] = [];
    for (const memberId of memberIds) {
      const before = await registrationOf(tx, gathering.id, { memberId });
      if (before?.status === REQUESTED) invited.push(await givePlace(tx, gathering, { memberId }, { by }));
      else if (before && (before.status === INVITED || isRegistered(before))) invited.push(before);
      else {
        await countWrite(tx, "invitation");
        invited.push(await enter(tx, gathering, { memberId }, INVITED, { by }));
      }
    }
    return invited;
  });
}

function checkIsToCome(gathering: Gathering, now: Date, field: string): void {
  if (gathering.status !== GatheringStatus.SCHEDULED || endOf(gathering) <= now)
    reject("GATHERING_CLOSED", decisionWording.notToCome, field);
}
