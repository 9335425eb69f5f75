import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { Payload, payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { answerSharing, answerSharingByLink } from "./answer-sharing.service.js";
import { MessageSharing } from "./message-sharing.entity.js";
import { proposeToShare, withdrawSharing } from "./propose-sharing.service.js";
import {
  AnswerSharingByLinkInput,
  AnswerSharingInput,
  ProposeToShareInput,
  WithdrawSharingInput,
} from "./sharing.inputs.js";

@ObjectType()
abstract class SharingPayload extends Payload {
  @Field(() => MessageSharing, {
    nullable: true,
    description: "The proposal in its current state; null when nothing was changed.",
  })
  sharing?: MessageSharing | null;
}

@ObjectType({ description: "The result of `proposeToShare`." })
export class ProposeToSharePayload extends SharingPayload {}

@ObjectType({ description: "The result of `withdrawSharing`." })
export class WithdrawSharingPayload extends SharingPayload {}

@ObjectType({ description: "The result of `answerSharing`." })
export class AnswerSharingPayload extends SharingPayload {}

@ObjectType({ description: "The result of `answerSharingByLink`." })
export class AnswerSharingByLinkPayload extends Payload {}

@Resolver()
export class SharingMutations {
  @Mutation(() => ProposeToSharePayload, {
    nullable: true,
    description:
      "Proposes to who left a message to make a question or a proposed gathering of it, with this title and text. A member is " +
      "notified, and others get a mail with a link; they have 30 days, and nothing is shared unless they consent. Only organisers " +
      "and administrators may do this, not for their own messages, not for appeals, and one proposal at a time. Errors: " +
      "INVALID_INPUT, NOT_FOUND, TRY_AGAIN, SUSPENDED, NOT_YOURS_TO_DECIDE, NO_REPLY_ADDRESS, SHARING_PROPOSED. Faults: FORBIDDEN.",
  })
  proposeToShare(
    @Ctx() ctx: Context,
    @Arg("input", () => ProposeToShareInput, { description: "The message and what to make of it." })
    input: ProposeToShareInput,
  ): Promise<ProposeToSharePayload> {
    return payload(async () => ({ sharing: await proposeToShare(ctx, input) }));
  }

  @Mutation(() => WithdrawSharingPayload, {
    nullable: true,
    description:
      "Withdraws a proposal to share a message, whose link does not work any more then; no effect when that was done. Only " +
      "organisers and administrators may do this. Errors: NOT_FOUND, SUSPENDED, ALREADY_DECIDED, NOT_YOURS_TO_DECIDE. Faults: " +
      "FORBIDDEN.",
  })
  withdrawSharing(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawSharingInput, { description: "The proposal to withdraw." }) input: WithdrawSharingInput,
  ): Promise<WithdrawSharingPayload> {
    return payload(async () => ({ sharing: await withdrawSharing(ctx, input) }));
  }

  @Mutation(() => AnswerSharingPayload, {
    nullable: true,
    description:
      "Consents that the caller's message becomes the question or the proposed gathering that was proposed, of which they are the " +
      "author, or declines; the moderator is notified, and the first answer stays. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, " +
      "SUSPENDED, ALREADY_DECIDED. Faults: UNAUTHENTICATED.",
  })
  answerSharing(
    @Ctx() ctx: Context,
    @Arg("input", () => AnswerSharingInput, { description: "The proposal and the answer." }) input: AnswerSharingInput,
  ): Promise<AnswerSharingPayload> {
    return payload(async () => ({ sharing: await answerSharing(ctx, input) }));
  }

  @Mutation(() => AnswerSharingByLinkPayload, {
    nullable: true,
    description:
      "The same for somebody without an account, with the link of the mail, which works once; the moderator who proposed it is the " +
      "author of what is shared. Everybody may call it. Errors: INVALID_TOKEN, TRY_AGAIN, INVALID_INPUT.",
  })
  answerSharingByLink(
    @Ctx() ctx: Context,
    @Arg("input", () => AnswerSharingByLinkInput, { description: "The token of the link, and the answer." })
    { token, consent, named }: AnswerSharingByLinkInput,
  ): Promise<AnswerSharingByLinkPayload> {
    return payload(async () => {
      await answerSharingByLink(ctx, token, consent ? (named ? "named" : "unnamed") : "decline");
      return {};
    });
  }
}
