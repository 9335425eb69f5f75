import { Arg, Ctx, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { Practice } from "../practice.entity.js";
import { practiceById } from "../practice.reads.js";
import { editPracticeUse } from "./edit-practice-use.service.js";
import { PracticeUse } from "./practice-use.entity.js";
import { EditPracticeUseInput, RecordPracticeUseInput } from "./practice-use.inputs.js";
import { recordPracticeUse } from "./practice-use.service.js";

@ObjectType({ description: "The result of `recordPracticeUse`." })
export class RecordPracticeUsePayload extends Payload {
  @Field(() => PracticeUse, { nullable: true, description: "The recorded use; null when nothing was changed." })
  use?: PracticeUse | null;
}

@ObjectType({ description: "The result of `editPracticeUse`." })
export class EditPracticeUsePayload extends Payload {
  @Field(() => PracticeUse, {
    nullable: true,
    description: "The use in its current state; null when nothing was changed.",
  })
  use?: PracticeUse | null;
}

@Resolver(() => PracticeUse)
export class PracticeUseResolver {
  @Mutation(() => RecordPracticeUsePayload, {
    nullable: true,
    description:
      "Records that the caller used a practice, with what result. Its sharer is notified. Errors: INVALID_INPUT, " +
      "NOT_FOUND, TRY_AGAIN, IDEMPOTENCY_CONFLICT, PRACTICE_WITHDRAWN, PRACTICE_NOT_PUBLISHED, SUSPENDED.",
  })
  recordPracticeUse(
    @Ctx() ctx: Context,
    @Arg("input", () => RecordPracticeUseInput, { description: "The use to record." }) input: RecordPracticeUseInput,
  ): Promise<RecordPracticeUsePayload> {
    return payload(async () => ({ use: await recordPracticeUse(ctx, input) }));
  }

  @Mutation(() => EditPracticeUsePayload, {
    nullable: true,
    description:
      "Edits a use that the caller recorded, also when its practice was withdrawn since. Nobody is notified. Errors: " +
      "INVALID_INPUT, NOT_FOUND, TRY_AGAIN, STALE_VERSION, SUSPENDED.",
  })
  editPracticeUse(
    @Ctx() ctx: Context,
    @Arg("input", () => EditPracticeUseInput, { description: "The changes to the use." }) input: EditPracticeUseInput,
  ): Promise<EditPracticeUsePayload> {
    return payload(async () => ({ use: await editPracticeUse(ctx, input) }));
  }

  @FieldResolver(() => Practice, {
    nullable: true,
    description: "The practice that was used; null if the caller may not see it.",
  })
  practice(@Ctx() ctx: Context, @Root() { practiceId }: PracticeUse): Promise<Practice | null> {
    return practiceById(ctx, practiceId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who used the practice; null if the caller may not see the member's profile.",
  })
  usedBy(@Ctx() ctx: Context, @Root() { usedById }: PracticeUse): Promise<Member | null> {
    return memberById(ctx, usedById);
  }
}
