import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { CancelRegistrationInput, RegisterForGatheringInput } from "./gathering.inputs.js";
import { Registration } from "./registration.entity.js";
import { cancelRegistration, registerForGathering } from "./registration.service.js";

@ObjectType()
abstract class RegistrationPayload extends Payload {
  @Field(() => Registration, {
    nullable: true,
    description: "The caller's registration; null when nothing was changed.",
  })
  registration?: Registration | null;
}

@ObjectType({ description: "The answer of `registerForGathering`." })
export class RegisterForGatheringPayload extends RegistrationPayload {}

@ObjectType({ description: "The answer of `cancelRegistration`." })
export class CancelRegistrationPayload extends RegistrationPayload {}

@Resolver()
export class RegistrationMutations {
  @Mutation(() => RegisterForGatheringPayload, {
    description:
      "Takes a place at a gathering, or one in its waiting list when it is full. NOT_FOUND, ALREADY_REGISTERED, GATHERING_CLOSED.",
  })
  registerForGathering(
    @Ctx() ctx: Context,
    @Arg("input", () => RegisterForGatheringInput, { description: "The gathering." }) input: RegisterForGatheringInput,
  ): Promise<RegisterForGatheringPayload> {
    return payload(async () => ({ registration: await registerForGathering(ctx, input.gatheringId) }));
  }

  @Mutation(() => CancelRegistrationPayload, {
    description:
      "Gives a place, or one in the waiting list, back; who waits longest moves up. NOT_FOUND, NOT_REGISTERED, GATHERING_CLOSED.",
  })
  cancelRegistration(
    @Ctx() ctx: Context,
    @Arg("input", () => CancelRegistrationInput, { description: "The gathering." }) input: CancelRegistrationInput,
  ): Promise<CancelRegistrationPayload> {
    return payload(async () => ({ registration: await cancelRegistration(ctx, input.gatheringId) }));
  }
}
