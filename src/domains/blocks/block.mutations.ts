import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload } from "../../core/errors/user-error.js";
import { callingViewer, ViewerPayload } from "../identity/viewer.payload.js";
import { Block } from "./block.entity.js";
import { BlockMemberInput, UnblockMemberInput } from "./block.inputs.js";
import { blockMember, unblockMember } from "./block.service.js";

@ObjectType({ description: "The result of `blockMember`." })
export class BlockMemberPayload extends ViewerPayload {
  @Field(() => Block, { nullable: true, description: "The blocked member; null when nothing was changed." })
  blocked?: Block | null;
}

@ObjectType({ description: "The result of `unblockMember`." })
export class UnblockMemberPayload extends ViewerPayload {}

@Resolver()
export class BlockMutations {
  @Mutation(() => BlockMemberPayload, {
    nullable: true,
    description:
      "Blocks a member: the caller and the member no longer see each other and are no longer suggested to " +
      "each other, and pending collaboration requests between them are withdrawn. The member is not " +
      "notified. Organisers and administrators still see everybody. No effect if the member is already " +
      "blocked. Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN.",
  })
  blockMember(
    @Ctx() ctx: Context,
    @Arg("input", () => BlockMemberInput, { description: "The member to block." }) input: BlockMemberInput,
  ): Promise<BlockMemberPayload> {
    return payload(async () => ({ blocked: await blockMember(ctx, input.memberId), viewer: callingViewer(ctx) }));
  }

  @Mutation(() => UnblockMemberPayload, {
    nullable: true,
    description:
      "Removes the caller's block of a member; no effect if there is none. Errors: INVALID_INPUT, TRY_AGAIN.",
  })
  unblockMember(
    @Ctx() ctx: Context,
    @Arg("input", () => UnblockMemberInput, { description: "The member to unblock." }) input: UnblockMemberInput,
  ): Promise<UnblockMemberPayload> {
    return payload(async () => {
      await unblockMember(ctx, input.memberId);
      return { viewer: callingViewer(ctx) };
    });
  }
}
