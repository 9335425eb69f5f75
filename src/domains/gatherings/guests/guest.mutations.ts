import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Gathering } from "../gathering.entity.js";
import { Registration } from "../registrations/registration.entity.js";
import { cancelGuestRegistration } from "./cancel-guest-registration.service.js";
import { confirmGuestRegistration, registerAsGuest } from "./guest-registration.service.js";
import { changeGuestRegistration } from "./change-guest-registration.service.js";
import {
  CancelGuestRegistrationInput,
  ChangeGuestRegistrationInput,
  ConfirmGuestRegistrationInput,
  RegisterAsGuestInput,
} from "./guest.inputs.js";

@ObjectType({ description: "The result of `registerAsGuest`." })
export class RegisterAsGuestPayload extends Payload {
  @Field(() => Gathering, {
    nullable: true,
    description: "The gathering, once the link is on its way; null when no mail is sent.",
  })
  gathering?: Gathering | null;
}

@ObjectType()
abstract class GuestRegistrationPayload extends Payload {
  @Field(() => Registration, {
    nullable: true,
    description: "The registration of the guest in its current state; null when nothing was changed, or it was erased.",
  })
  registration?: Registration | null;
}

@ObjectType({ description: "The result of `confirmGuestRegistration`." })
export class ConfirmGuestRegistrationPayload extends GuestRegistrationPayload {}

@ObjectType({ description: "The result of `cancelGuestRegistration`." })
export class CancelGuestRegistrationPayload extends GuestRegistrationPayload {}

@ObjectType({ description: "The result of `changeGuestRegistration`." })
export class ChangeGuestRegistrationPayload extends GuestRegistrationPayload {}

@Resolver()
export class GuestMutations {
  @Mutation(() => RegisterAsGuestPayload, {
    nullable: true,
    description:
      "Mails somebody without an account a link by which they register for a gathering that accepts guests; the link " +
      "works for a day. Everybody may call it. Errors: INVALID_INPUT, NOT_FOUND, ACCOUNT_REQUIRED, GATHERING_CLOSED, " +
      "REGISTRATION_CLOSED, TRY_AGAIN.",
  })
  registerAsGuest(
    @Ctx() ctx: Context,
    @Arg("input", () => RegisterAsGuestInput, { description: "The gathering, and who registers." })
    input: RegisterAsGuestInput,
  ): Promise<RegisterAsGuestPayload> {
    return payload(async () => ({ gathering: await registerAsGuest(ctx, input) }));
  }

  @Mutation(() => ConfirmGuestRegistrationPayload, {
    nullable: true,
    description:
      "Registers a guest by the link that was mailed to them, on the waiting list if the gathering is full; where a host " +
      "approves each registration, it requests a place. Everybody with the link may call it. Errors: INVALID_TOKEN, " +
      "INVALID_INPUT, TRY_AGAIN, NOT_FOUND, ACCOUNT_REQUIRED, ALREADY_REGISTERED, GATHERING_CLOSED, REGISTRATION_CLOSED, INVITATION_REQUIRED.",
  })
  confirmGuestRegistration(
    @Ctx() ctx: Context,
    @Arg("input", () => ConfirmGuestRegistrationInput, { description: "The token of the link." })
    input: ConfirmGuestRegistrationInput,
  ): Promise<ConfirmGuestRegistrationPayload> {
    return payload(async () => ({ registration: await confirmGuestRegistration(ctx, input) }));
  }

  @Mutation(() => CancelGuestRegistrationPayload, {
    nullable: true,
    description:
      "Cancels the registration of a guest by the link in a mail to them, or erases their name and address. Everybody " +
      "with the link may call it. Errors: INVALID_TOKEN, GATHERING_CLOSED.",
  })
  cancelGuestRegistration(
    @Ctx() ctx: Context,
    @Arg("input", () => CancelGuestRegistrationInput, { description: "The token of a link." })
    input: CancelGuestRegistrationInput,
  ): Promise<CancelGuestRegistrationPayload> {
    const erase = input.erase ?? false;
    return payload(async () => ({ registration: await cancelGuestRegistration(ctx, input.token, { erase }) }));
  }

  @Mutation(() => ChangeGuestRegistrationPayload, {
    nullable: true,
    description:
      "Changes the name or the answers of a guest by the link in a mail to them. Everybody with the link may call it. " +
      "Errors: INVALID_INPUT, INVALID_TOKEN, NOT_FOUND, NOT_REGISTERED, GATHERING_CLOSED.",
  })
  changeGuestRegistration(
    @Ctx() ctx: Context,
    @Arg("input", () => ChangeGuestRegistrationInput, { description: "The token of a link, and the changes." })
    input: ChangeGuestRegistrationInput,
  ): Promise<ChangeGuestRegistrationPayload> {
    return payload(async () => ({ registration: await changeGuestRegistration(ctx, input) }));
  }
}
