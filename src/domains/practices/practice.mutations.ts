import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../core/errors/user-error.js";
import type { Context } from "../../core/graphql/context.js";
import { declinePracticeContact } from "./contact.service.js";
import { Practice } from "./practice.entity.js";
import {
  DeclinePracticeContactInput,
  EditPracticeInput,
  SharePracticeInput,
  WithdrawPracticeInput,
} from "./practice.inputs.js";
import { editPractice, sharePractice, withdrawPractice } from "./practice.service.js";
import type { PracticesContext } from "./practices.services.js";

@ObjectType()
abstract class PracticePayload extends Payload {
  @Field(() => Practice, {
    nullable: true,
    description: "The practice in its current state; null when nothing was changed.",
  })
  practice?: Practice | null;
}

@ObjectType({ description: "The result of `sharePractice`." })
export class SharePracticePayload extends PracticePayload {}

@ObjectType({ description: "The result of `editPractice`." })
export class EditPracticePayload extends PracticePayload {}

@ObjectType({ description: "The result of `withdrawPractice`." })
export class WithdrawPracticePayload extends PracticePayload {}

@ObjectType({ description: "The result of `declinePracticeContact`." })
export class DeclinePracticeContactPayload extends Payload {
  @Field(() => Practice, {
    nullable: true,
    description:
      "The practice in its current state; null when nothing was changed, and when the caller may not see the practice.",
  })
  practice?: Practice | null;
}

@Resolver()
export class PracticeMutations {
  @Mutation(() => SharePracticePayload, {
    nullable: true,
    description:
      "Shares an instrument or a good practice of the caller in the library. Where practices are reviewed before they are " +
      "published, it is in review unless the caller is an organiser or administrator. Errors: INVALID_INPUT, NOT_FOUND, " +
      "TRY_AGAIN, IDEMPOTENCY_CONFLICT, SUSPENDED.",
  })
  sharePractice(
    @Ctx() ctx: PracticesContext,
    @Arg("input", () => SharePracticeInput, { description: "The practice to share." }) input: SharePracticeInput,
  ): Promise<SharePracticePayload> {
    return payload(async () => ({ practice: await sharePractice(ctx, input) }));
  }

  @Mutation(() => EditPracticePayload, {
    nullable: true,
    description:
      "Edits a practice of the caller; one that was declined is submitted again. Errors: INVALID_INPUT, NOT_FOUND, " +
      "TRY_AGAIN, STALE_VERSION, PRACTICE_WITHDRAWN, SUSPENDED.",
  })
  editPractice(
    @Ctx() ctx: PracticesContext,
    @Arg("input", () => EditPracticeInput, { description: "The changes to the practice." }) input: EditPracticeInput,
  ): Promise<EditPracticePayload> {
    return payload(async () => ({ practice: await editPractice(ctx, input) }));
  }

  @Mutation(() => WithdrawPracticePayload, {
    nullable: true,
    description:
      "Withdraws a practice of the caller, who alone sees it from then on; no effect on one that is already withdrawn. " +
      "Errors: NOT_FOUND.",
  })
  withdrawPractice(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawPracticeInput, { description: "The practice to withdraw." })
    input: WithdrawPracticeInput,
  ): Promise<WithdrawPracticePayload> {
    return payload(async () => ({ practice: await withdrawPractice(ctx, input.id) }));
  }

  @Mutation(() => DeclinePracticeContactPayload, {
    nullable: true,
    description:
      "Ends that a practice names the caller as its contact: its sharer is the contact from then on. Errors: NOT_FOUND.",
  })
  declinePracticeContact(
    @Ctx() ctx: Context,
    @Arg("input", () => DeclinePracticeContactInput, { description: "The practice that names the caller." })
    input: DeclinePracticeContactInput,
  ): Promise<DeclinePracticeContactPayload> {
    return payload(async () => ({ practice: await declinePracticeContact(ctx, input.practiceId) }));
  }
}
