import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { payload, Payload } from "../../core/errors/user-error.js";
import { Block } from "./block.entity.js";
import { BlockMemberInput, UnblockMemberInput } from "./block.inputs.js";
import { blockMember, unblockMember } from "./block.service.js";

@ObjectType({ description: "The answer of `blockMember`." })
export class BlockMemberPayload extends Payload {
  @Field(() => Block, { nullable: true, description: "Who is blocked; null when nothing was changed." })
  blocked?: Block | null;
}

@ObjectType({ description: "The answer of `unblockMember`." })
export class UnblockMemberPayload extends Payload {}

@Resolver()
export class BlockMutations {
  @Mutation(() => BlockMemberPayload, {
    description:
      "From now on the caller and the member neither see each other nor get suggested to each other; the member is not told. Organisers and administrators go on seeing everybody. INVALID_INPUT, NOT_FOUND.",
  })
  blockMember(
    @Ctx() ctx: Context,
    @Arg("input", () => BlockMemberInput, { description: "Whom." }) input: BlockMemberInput,
  ): Promise<BlockMemberPayload> {
    return payload(async () => ({ blocked: await blockMember(ctx, input.memberId) }));
  }

  @Mutation(() => UnblockMemberPayload, {
    description: "Ends a block of the caller's; without one nothing changes. INVALID_INPUT.",
  })
  unblockMember(
    @Ctx() ctx: Context,
    @Arg("input", () => UnblockMemberInput, { description: "Whom." }) input: UnblockMemberInput,
  ): Promise<UnblockMemberPayload> {
    return payload(async () => {
      await unblockMember(ctx, input.memberId);
      return {};
    });
  }
}
