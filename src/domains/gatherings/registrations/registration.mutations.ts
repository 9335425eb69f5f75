import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { CancelRegistrationInput, RegisterForGatheringInput } from "./registration.inputs.js";
import { DecideRegistrationInput, InviteToGatheringInput } from "./decisions.inputs.js";
import { decideRegistration, inviteToGathering } from "./decisions.service.js";
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

@ObjectType({ description: "The result of `decideRegistration`." })
export class DecideRegistrationPayload extends Payload {
  @Field(() => Registration, {
    nullable: true,
    description: "The registration in its current state; null when nothing was changed.",
  })
  registration?: Registration | null;
}

@ObjectType({ description: "The result of `inviteToGathering`." })
export class InviteToGatheringPayload extends Payload {
  @Field(() => [Registration], {
    nullable: true,
    description: "The registrations of the members, in the order of the input; null when nobody was invited.",
  })
  registrations?: Registration[] | null;
}

@Resolver()
export class RegistrationMutations {
  @Mutation(() => RegisterForGatheringPayload, {
    nullable: true,
    description:
      "Registers the caller for a gathering, on its waiting list if it is full; where a host approves each registration, " +
      "it requests a place unless the caller is invited. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, ALREADY_REGISTERED, " +
      "GATHERING_CLOSED, REGISTRATION_CLOSED, INVITATION_REQUIRED, SUSPENDED.",
  })
  registerForGathering(
    @Ctx() ctx: GatheringsContext,
    @Arg("input", () => RegisterForGatheringInput, { description: "The gathering to register for." })
    input: RegisterForGatheringInput,
  ): Promise<RegisterForGatheringPayload> {
    return payload(async () => ({ registration: await registerForGathering(ctx, input) }));
  }

  @Mutation(() => CancelRegistrationPayload, {
    nullable: true,
    description:
      "Cancels the caller's registration for a gathering, also one on its waiting list, a request or an invitation; a free " +
      "place goes to the first on the waiting list until that closes. Errors: NOT_FOUND, NOT_REGISTERED, GATHERING_CLOSED.",
  })
  cancelRegistration(
    @Ctx() ctx: GatheringsContext,
    @Arg("input", () => CancelRegistrationInput, { description: "The gathering of the registration." })
    input: CancelRegistrationInput,
  ): Promise<CancelRegistrationPayload> {
    return payload(async () => ({ registration: await cancelRegistration(ctx, input.gatheringId) }));
  }

  @Mutation(() => DecideRegistrationPayload, {
    nullable: true,
    description:
      "Accepts or declines a registration for a gathering that is not over, for its hosts, organisers and administrators; " +
      "who registered is notified. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, GATHERING_CLOSED, STATUS_CONFLICT, " +
      "SUSPENDED.",
  })
  decideRegistration(
    @Ctx() ctx: Context,
    @Arg("input", () => DecideRegistrationInput, { description: "The registration, and the decision." })
    input: DecideRegistrationInput,
  ): Promise<DecideRegistrationPayload> {
    return payload(async () => ({ registration: await decideRegistration(ctx, input) }));
  }

  @Mutation(() => InviteToGatheringPayload, {
    nullable: true,
    description:
      "Invites members to a gathering that is not over, for its hosts, organisers and administrators; they are notified. " +
      "Who requested a place gets one; who is registered or invited stays so. Errors: INVALID_INPUT, NOT_FOUND, " +
      "TRY_AGAIN, GATHERING_CLOSED, SUSPENDED.",
  })
  inviteToGathering(
    @Ctx() ctx: Context,
    @Arg("input", () => InviteToGatheringInput, { description: "The gathering, and the members." })
    input: InviteToGatheringInput,
  ): Promise<InviteToGatheringPayload> {
    return payload(async () => ({ registrations: await inviteToGathering(ctx, input) }));
  }
}
