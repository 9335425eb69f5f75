import { z } from "zod";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import { inTransaction, type Context } from "../../../core/graphql/context.js";
import { optionalNonNull } from "../../../core/graphql/validation.js";
import { memberName } from "../../members/member.validation.js";
import { gatheringWording } from "../gathering.wording.js";
import { answersOf } from "../questions/answers.js";
import { storeAnswers } from "../questions/stored-answers.js";
import { registrationOf } from "../registrations/places.js";
import type { Registration } from "../registrations/registration.entity.js";
import { isRegistered, openGatheringLocked } from "../registrations/registration.service.js";
import { guestOfLink } from "./guest-links.js";
import { Guest } from "./guest.entity.js";
import type { ChangeGuestRegistrationInput } from "./guest.inputs.js";

const changeRules = z.object({ name: optionalNonNull(memberName) });

/** Changes the name or the answers of a guest who has registered. */
export async function changeGuestRegistration(
  ctx: Context,
  input: ChangeGuestRegistrationInput,
): Promise<Registration> {
  const { name } = checkInput(changeRules, input);
  return inTransaction(ctx, async (tx) => {
    const { id: guestId, gatheringId } = await guestOfLink(tx, input.token);
    const gathering = await openGatheringLocked(tx, gatheringId, "token");
    await guestOfLink(tx, input.token);
    const registration = await registrationOf(tx, gatheringId, { guestId });
    if (!registration || !isRegistered(registration))
      return reject("NOT_REGISTERED", gatheringWording.notRegistered, "token");
    if (input.answers) await storeAnswers(tx, registration, answersOf(gathering.questions, input.answers));
    if (name !== undefined) await tx.manager.update(Guest, { id: guestId }, { name });
    return registration;
  });
}
