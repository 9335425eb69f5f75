import { Field, ID, InputType } from "type-graphql";
import { Language } from "../../../core/texts/language.js";
import { RegistrationAnswerInput } from "../questions/registration-answer.types.js";

@InputType({ description: "Somebody without an account who registers for a gathering." })
export class RegisterAsGuestInput {
  @Field(() => ID, { description: "The id of a gathering that accepts guests." })
  gatheringId: string;

  @Field(() => String, { description: "The name of the guest, one line of 1 to 120 characters." })
  name: string;

  @Field(() => String, { description: "The e-mail address of the guest, to which a link is mailed that confirms it." })
  email: string;

  @Field(() => Language, {
    nullable: true,
    description: "The language of mails to the guest; by default that of the request.",
  })
  language?: Language | null;

  @Field(() => [RegistrationAnswerInput], {
    nullable: true,
    description: "The answers to the questions of the hosts, each question once; with all that are required.",
  })
  answers?: RegistrationAnswerInput[] | null;
}

@InputType({ description: "The registration of a guest who confirms the address." })
export class ConfirmGuestRegistrationInput {
  @Field(() => String, { description: "The token of the link in the mail." })
  token: string;

  @Field(() => String, {
    nullable: true,
    description: "The name instead of the one given before, one line of 1 to 120 characters; cannot be cleared.",
  })
  name?: string | null;

  @Field(() => [RegistrationAnswerInput], {
    nullable: true,
    description: "The answers instead of those given before; with all that are required.",
  })
  answers?: RegistrationAnswerInput[] | null;
}

@InputType({ description: "The registration of a guest who cancels it." })
export class CancelGuestRegistrationInput {
  @Field(() => String, { description: "The token of the link in a mail to the guest." })
  token: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the name, the address and the answers are erased at once; false by default.",
  })
  erase?: boolean | null;
}

@InputType({ description: "Changes to the registration of a guest. An absent field retains its value." })
export class ChangeGuestRegistrationInput {
  @Field(() => String, { description: "The token of the link in a mail to the guest." })
  token: string;

  @Field(() => String, {
    nullable: true,
    description: "The new name, one line of 1 to 120 characters; cannot be cleared.",
  })
  name?: string | null;

  @Field(() => [RegistrationAnswerInput], {
    nullable: true,
    description: "The answers to the questions of the hosts, instead of those given before.",
  })
  answers?: RegistrationAnswerInput[] | null;
}
