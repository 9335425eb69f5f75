import { Field, ID, InputType } from "type-graphql";
import { Language } from "../../../core/texts/language.js";
import { GatheringFormat } from "../../gatherings/gathering.enums.js";
import { SharedAs } from "./sharing.enums.js";

@InputType({ description: "What a moderator proposes to make of a message." })
export class ProposeToShareInput {
  @Field(() => ID, { description: "The id of the message, which is no appeal." })
  messageId: string;

  @Field(() => SharedAs, { description: "What is to be made of it." })
  as: SharedAs;

  @Field(() => String, { description: "The title, one line of 1 to 300 characters." })
  title: string;

  @Field(() => String, { description: "The text, plain text of 1 to 20,000 characters." })
  body: string;

  @Field(() => [String], { defaultValue: [], description: "The slugs of its themes, at most 10, each once." })
  themes: string[];

  @Field(() => Language, { nullable: true, description: "The language of the texts; by default that of the request." })
  language?: Language | null;

  @Field(() => String, {
    nullable: true,
    description:
      "When the gathering begins, as in `proposeGathering`; required for a gathering, invalid for a question.",
  })
  startsAt?: string | null;

  @Field(() => GatheringFormat, {
    nullable: true,
    description: "The format of the gathering, `OPEN_EXCHANGE` by default; invalid for a question.",
  })
  format?: GatheringFormat | null;
}

@InputType({ description: "The proposal to withdraw." })
export class WithdrawSharingInput {
  @Field(() => ID, { description: "The id of the proposal." })
  id: string;
}

@InputType({ description: "The answer of a member to a proposal to share their message." })
export class AnswerSharingInput {
  @Field(() => ID, { description: "The id of a proposal about a message of the caller." })
  id: string;

  @Field(() => Boolean, { description: "True consents and shares it under the caller's name, false declines." })
  consent: boolean;
}

@InputType({ description: "The answer of somebody without an account to a proposal to share their message." })
export class AnswerSharingByLinkInput {
  @Field(() => String, { description: "The token of the link in the mail." })
  token: string;

  @Field(() => Boolean, { description: "True consents and shares it, false declines." })
  consent: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether the name that the message was left with is shown with what is made of it.",
  })
  named: boolean;
}
