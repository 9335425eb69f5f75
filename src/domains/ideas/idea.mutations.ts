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
import { editIdea, postIdea, withdrawIdea } from "./idea.service.js";

@ObjectType()
abstract class IdeaPayload extends Payload {
  @Field(() => Idea, { nullable: true, description: "The idea as it is now; null when nothing was changed." })
  idea?: Idea | null;
}

@ObjectType({ description: "The answer of `postIdea`." })
export class PostIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The answer of `editIdea`." })
export class EditIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The answer of `withdrawIdea`." })
export class WithdrawIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The answer of `supportIdea`." })
export class SupportIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The answer of `unsupportIdea`." })
export class UnsupportIdeaPayload extends IdeaPayload {}

@ObjectType({ description: "The answer of `commentOnIdea`." })
export class CommentOnIdeaPayload extends Payload {
  @Field(() => Comment, { nullable: true, description: "The new comment; null when nothing was changed." })
  comment?: Comment | null;
}

@Resolver()
export class IdeaMutations {
  @Mutation(() => PostIdeaPayload, {
    description: "Posts an idea; everybody who watches sees it at once. INVALID_INPUT, IDEMPOTENCY_CONFLICT.",
  })
  postIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => PostIdeaInput, { description: "The idea." }) input: PostIdeaInput,
  ): Promise<PostIdeaPayload> {
    return payload(async () => ({ idea: await postIdea(ctx, input) }));
  }

  @Mutation(() => EditIdeaPayload, {
    description: "Edits an idea of the caller's. INVALID_INPUT, NOT_FOUND, STALE_VERSION, IDEA_WITHDRAWN.",
  })
  editIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => EditIdeaInput, { description: "What to change." }) input: EditIdeaInput,
  ): Promise<EditIdeaPayload> {
    return payload(async () => ({ idea: await editIdea(ctx, input) }));
  }

  @Mutation(() => WithdrawIdeaPayload, { description: "Takes an idea of the caller's back. NOT_FOUND." })
  withdrawIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => WithdrawIdeaInput, { description: "The idea." }) input: WithdrawIdeaInput,
  ): Promise<WithdrawIdeaPayload> {
    return payload(async () => ({ idea: await withdrawIdea(ctx, input.id) }));
  }

  @Mutation(() => CommentOnIdeaPayload, {
    description: "Answers an idea, or a comment on it. INVALID_INPUT, NOT_FOUND, IDEA_WITHDRAWN.",
  })
  commentOnIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => CommentOnIdeaInput, { description: "The answer." }) input: CommentOnIdeaInput,
  ): Promise<CommentOnIdeaPayload> {
    return payload(async () => ({ comment: await commentOnIdea(ctx, input) }));
  }

  @Mutation(() => SupportIdeaPayload, {
    description: "Backs an idea; done twice it counts once. NOT_FOUND, IDEA_WITHDRAWN.",
  })
  supportIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => SupportIdeaInput, { description: "The idea." }) input: SupportIdeaInput,
  ): Promise<SupportIdeaPayload> {
    return payload(async () => ({ idea: await supportIdea(ctx, input.ideaId) }));
  }

  @Mutation(() => UnsupportIdeaPayload, { description: "Backs an idea no longer. NOT_FOUND." })
  unsupportIdea(
    @Ctx() ctx: Context,
    @Arg("input", () => UnsupportIdeaInput, { description: "The idea." }) input: UnsupportIdeaInput,
  ): Promise<UnsupportIdeaPayload> {
    return payload(async () => ({ idea: await unsupportIdea(ctx, input.ideaId) }));
  }
}
