import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { payload, Payload } from "../../../core/errors/user-error.js";
import { CancelRegistrationInput, RegisterForGatheringInput } from "./registration.inputs.js";
import { Registration } from "./registration.entity.js";
import { cancelRegistration, registerForGathering } from "./registration.service.js";

@ObjectType()
abstract class RegistrationPayload extends Payload {
  @Field(() => Registration, {
    nullable: true,
    description: "The caller's registration in its current state; null when nothing was changed.",
  })
  registration?: Registration | null;
}

@ObjectType({ description: "The result of `registerForGathering`." })
export class RegisterForGatheringPayload extends RegistrationPayload {}

@ObjectType({ description: "The result of `cancelRegistration`." })
export class CancelRegistrationPayload extends RegistrationPayload {}

@Resolver()
export class RegistrationMutations {
  @Mutation(() => RegisterForGatheringPayload, {
    nullable: true,
    description:
      "Registers the caller for a gathering, on its waiting list if it is full. Errors: NOT_FOUND, TRY_AGAIN, " +
      "ALREADY_REGISTERED, GATHERING_CLOSED, SUSPENDED.",
  })
  registerForGathering(
    @Ctx() ctx: Context,
    @Arg("input", () => RegisterForGatheringInput, { description: "The gathering to register for." })
    input: RegisterForGatheringInput,
  ): Promise<RegisterForGatheringPayload> {
    return payload(async () => ({ registration: await registerForGathering(ctx, input.gatheringId) }));
  }

  @Mutation(() => CancelRegistrationPayload, {
    nullable: true,
    description:
      "Cancels the caller's registration for a gathering, also one on its waiting list; a free place goes " +
      "to the first member on the waiting list. Errors: NOT_FOUND, NOT_REGISTERED, GATHERING_CLOSED.",
  })
  cancelRegistration(
    @Ctx() ctx: Context,
    @Arg("input", () => CancelRegistrationInput, { description: "The gathering of the registration." })
    input: CancelRegistrationInput,
  ): Promise<CancelRegistrationPayload> {
    return payload(async () => ({ registration: await cancelRegistration(ctx, input.gatheringId) }));
  }
}
