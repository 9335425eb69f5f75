import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Comment } from "../comment.entity.js";
import { EditCommentInput, WithdrawCommentInput } from "./comment-edit.inputs.js";
import { editComment, withdrawComment } from "./comment-edit.service.js";

@ObjectType()
abstract class CommentPayload extends Payload {
  @Field(() => Comment, {
    nullable: true,
    description: "The comment in its current state; null when nothing was changed.",
  })
  comment?: Comment | null;
}

@ObjectType({ description: "The result of `editComment`." })
export class EditCommentPayload extends CommentPayload {}

@ObjectType({ description: "The result of `withdrawComment`." })
export class WithdrawCommentPayload extends CommentPayload {}

@Resolver()
export class CommentEditMutations {
  @Mutation(() => EditCommentPayload, {
    nullable: true,
    description:
      "Edits a comment or a reply of the caller. " +
      "Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, STALE_VERSION, IDEA_WITHDRAWN, COMMENT_WITHDRAWN, SUSPENDED.",
  })
  editComment(
    @Ctx() ctx: Context,
    @Arg("input", () => EditCommentInput, { description: "The comment and its new text." }) input: EditCommentInput,
  ): Promise<EditCommentPayload> {
    return payload(async () => ({ comment: await editComment(ctx, input) }));
  }

  @Mutation(() => WithdrawCommentPayload, {
    nullable: true,
    description:
      "Withdraws a comment or a reply of the caller: its text is deleted, and it stays in lists, without a text, only " +
      "where it has replies; no effect on one that is already withdrawn. Errors: NOT_FOUND.",
  })
  withdrawComment(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawCommentInput, { description: "The comment to withdraw." }) input: WithdrawCommentInput,
  ): Promise<WithdrawCommentPayload> {
    return payload(async () => ({ comment: await withdrawComment(ctx, input.id) }));
  }
}
