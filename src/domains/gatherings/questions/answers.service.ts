import { participating } from "../../../core/access/actor.js";
import { reject } from "../../../core/errors/user-error.js";
import { requireCaller, type Context } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { gatheringWording } from "../gathering.wording.js";
import { registrationOf } from "../registrations/places.js";
import type { Registration } from "../registrations/registration.entity.js";
import { isRegistered, openGatheringLocked } from "../registrations/registration.service.js";
import { answersOf } from "./answers.js";
import type { AnswerRegistrationQuestionsInput } from "./answers.inputs.js";
import { storeAnswers } from "./stored-answers.js";

/** Replaces the answers of the caller's registration. */
export async function answerRegistrationQuestions(
  ctx: Context,
  input: AnswerRegistrationQuestionsInput,
): Promise<Registration> {
  const memberId = requireCaller(ctx);
  return participating(ctx, async (tx) => {
    const gathering = await openGatheringLocked(tx, idOf(input.gatheringId));
    await countWrite(tx, "edit");
    const registration = await registrationOf(tx, gathering.id, { memberId });
    if (!registration || !isRegistered(registration))
      return reject("NOT_REGISTERED", gatheringWording.notRegistered, "gatheringId");
    await storeAnswers(tx, registration, answersOf(gathering.questions, input.answers));
    return registration;
  });
}
