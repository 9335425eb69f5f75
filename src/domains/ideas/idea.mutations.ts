import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Comment } from "./comment.entity.js";
import { commentOnIdea, supportIdea, unsupportIdea } from "./conversation.service.js";
import { Idea } from "./idea.entity.js";
import {
  CommentOnIdeaInput,
  EditIdeaInput,
  PostIdeaInput,
  SupportIdeaInput,
  UnsupportIdeaInput,
  WithdrawIdeaInput,
} from "./idea.inputs.js";
import type { IdeaContext } from "./ideas.services.js";
import { editIdea, postIdea, withdrawIdea } from "./idea.service.js";

@ObjectType()
abstract class IdeaPayload extends Payload {
  @Field(() => Idea, { nullable: true, description: "The idea in its current state; null when nothing was changed." })
  idea?: Idea | null;
}

@ObjectType({ description: "The result of `postIdea`." })
export class PostIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The result of `editIdea`." })
export class EditIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The result of `withdrawIdea`." })
export class WithdrawIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The result of `supportIdea`." })
export class SupportIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The result of `unsupportIdea`." })
export class UnsupportIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The result of `commentOnIdea`." })
export class CommentOnIdeaPayload extends Payload {
  @Field(() => Comment, { nullable: true, description: "The new comment; null when nothing was changed." })
  comment?: Comment | null;
}

@Resolver()
export class IdeaMutations {
  @Mutation(() => PostIdeaPayload, {
    nullable: true,
    description:
      "Posts an idea of the caller, which is immediately delivered to the subscribers of `ideaPosted`. " +
      "Errors: INVALID_INPUT, TRY_AGAIN, IDEMPOTENCY_CONFLICT, SUSPENDED.",
  })
  postIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => PostIdeaInput, { description: "The idea to post." }) input: PostIdeaInput,
  ): Promise<PostIdeaPayload> {
    return payload(async () => ({ idea: await postIdea(ctx, input) }));
  }

  @Mutation(() => EditIdeaPayload, {
    nullable: true,
    description:
      "Edits an idea of which the caller is the author or a co-author. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, STALE_VERSION, IDEA_WITHDRAWN, SUSPENDED.",
  })
  editIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => EditIdeaInput, { description: "The changes to the idea." }) input: EditIdeaInput,
  ): Promise<EditIdeaPayload> {
    return payload(async () => ({ idea: await editIdea(ctx, input) }));
  }

  @Mutation(() => WithdrawIdeaPayload, {
    nullable: true,
    description:
      "Withdraws an idea that the caller posted; the caller and its co-authors alone see it from then on. No effect on one " +
      "that is already withdrawn. Errors: NOT_FOUND.",
  })
  withdrawIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawIdeaInput, { description: "The idea to withdraw." }) input: WithdrawIdeaInput,
  ): Promise<WithdrawIdeaPayload> {
    return payload(async () => ({ idea: await withdrawIdea(ctx, input.id) }));
  }

  @Mutation(() => CommentOnIdeaPayload, {
    nullable: true,
    description:
      "Adds a comment to an idea, or a reply to such a comment; the caller follows the idea from then on, unless they " +
      "ended that with `unfollowIdea`. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, " +
      "IDEMPOTENCY_CONFLICT, IDEA_WITHDRAWN, COMMENT_WITHDRAWN, SUSPENDED.",
  })
  commentOnIdea(
    @Ctx() ctx: IdeaContext,
    @Arg("input", () => CommentOnIdeaInput, { description: "The comment to add." }) input: CommentOnIdeaInput,
  ): Promise<CommentOnIdeaPayload> {
    return payload(async () => ({ comment: await commentOnIdea(ctx, input) }));
  }

  @Mutation(() => SupportIdeaPayload, {
    nullable: true,
    description:
      "Adds the caller's support for an idea (steun); no effect if the caller already supports it. " +
      "Errors: NOT_FOUND, TRY_AGAIN, IDEA_WITHDRAWN, SUSPENDED.",
  })
  supportIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => SupportIdeaInput, { description: "The idea to support." }) input: SupportIdeaInput,
  ): Promise<SupportIdeaPayload> {
    return payload(async () => ({ idea: await supportIdea(ctx, input.ideaId) }));
  }

  @Mutation(() => UnsupportIdeaPayload, {
    nullable: true,
    description: "Removes the caller's support for an idea; no effect if there is none. Errors: NOT_FOUND.",
  })
  unsupportIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => UnsupportIdeaInput, { description: "The idea to stop supporting." }) input: UnsupportIdeaInput,
  ): Promise<UnsupportIdeaPayload> {
    return payload(async () => ({ idea: await unsupportIdea(ctx, input.ideaId) }));
  }
}
