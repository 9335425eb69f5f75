import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { gatheringById } from "../../gatherings/gathering.reads.js";
import { Idea } from "../../ideas/idea.entity.js";
import { ideaById } from "../../ideas/idea.reads.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { Message } from "../message.entity.js";
import { messagePolicy } from "../message.policy.js";
import { messageById } from "../message.reads.js";
import { MessageSharing } from "./message-sharing.entity.js";
import { creditOfGathering, creditOfIdea, MessageSharingConnection, sharingsOf } from "./sharing.reads.js";

@Resolver(() => Message)
export class MessageSharingsResolver {
  @FieldResolver(() => MessageSharingConnection, {
    description: "What moderators proposed to make of the message, oldest first.",
  })
  sharings(
    @Ctx() ctx: Context,
    @Root() { id }: Message,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<MessageSharing>> {
    return pageUnder(ctx, MessageSharingConnection, sharingsOf, sql`e.message_id`, id, args);
  }
}

@Resolver(() => MessageSharing)
export class MessageSharingResolver {
  @FieldResolver(() => Message, { nullable: true, description: "The message to be shared; null when it was erased." })
  message(@Ctx() ctx: Context, @Root() { messageId }: MessageSharing): Promise<Message | null> {
    return messageById(ctx, messageId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The moderator who proposed it; null for who left the message, and unless the viewer is a moderator.",
  })
  async proposedBy(@Ctx() ctx: Context, @Root() { messageId, proposedById }: MessageSharing): Promise<Member | null> {
    const message = await messageById(ctx, messageId);
    return message && can(await actorOf(ctx), messagePolicy.seeHandling, message)
      ? memberById(ctx, proposedById)
      : null;
  }

  @FieldResolver(() => Idea, {
    nullable: true,
    description: "The question that was made of it; null when there is none, and when the viewer may not see it.",
  })
  idea(@Ctx() ctx: Context, @Root() { ideaId }: MessageSharing): Promise<Idea | null> | null {
    return ideaId === null ? null : ideaById(ctx, ideaId);
  }

  @FieldResolver(() => Gathering, {
    nullable: true,
    description: "The gathering that was made of it; null when there is none, and when the viewer may not see it.",
  })
  gathering(@Ctx() ctx: Context, @Root() { gatheringId }: MessageSharing): Promise<Gathering | null> | null {
    return gatheringId === null ? null : gatheringById(ctx, gatheringId);
  }
}

@Resolver(() => Idea)
export class IdeaCreditResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The name of who asked it in a message to the coordinators without having an account, if they want to be named; null for " +
      "all others. Everybody who may see the idea sees it.",
  })
  creditedTo(@Ctx() ctx: Context, @Root() { id }: Idea): Promise<string | null> {
    return creditOfIdea(ctx, id);
  }
}

@Resolver(() => Gathering)
export class GatheringCreditResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The name of who suggested it in a message to the coordinators without having an account, if they want to be named; null " +
      "for all others. Everybody who may see the gathering sees it.",
  })
  creditedTo(@Ctx() ctx: Context, @Root() { id }: Gathering): Promise<string | null> {
    return creditOfGathering(ctx, id);
  }
}
