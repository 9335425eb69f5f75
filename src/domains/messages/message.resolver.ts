import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ForwardArgs } from "../../core/graphql/pagination.js";
import { actorOf, requireRight } from "../../core/access/actor.js";
import { can, networkPolicy } from "../../core/access/policy.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { ModerationDecision } from "../moderation/moderation-decision.entity.js";
import { decisionById } from "../moderation/moderation.reads.js";
import { MessageConnection } from "./message.connection.js";
import { Message } from "./message.entity.js";
import { messagesLeft } from "./message.reads.js";
import { messagePolicy } from "./message.policy.js";

@Resolver(() => Message)
export class MessageResolver {
  @Query(() => MessageConnection, {
    description: "What was left for the coordinators, the oldest first; for organisers and administrators.",
  })
  async messages(
    @Ctx() ctx: Context,
    @Arg("unhandledOnly", () => Boolean, { defaultValue: true, description: "Whether to leave out what is handled." })
    unhandledOnly: boolean,
    @Args(() => ForwardArgs) args: ForwardArgs,
  ): Promise<Page<Message>> {
    await requireRight(ctx, networkPolicy.moderate);
    return pageOf(ctx, MessageConnection, messagesLeft(unhandledOnly), args);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who left it; null for somebody who was not signed in.",
  })
  member(@Ctx() ctx: Context, @Root() { memberId }: Message): Promise<Member | null> {
    return memberId === null ? Promise.resolve(null) : memberById(ctx, memberId);
  }

  @FieldResolver(() => ModerationDecision, {
    nullable: true,
    description: "The decision that it appeals against; null when it is no appeal.",
  })
  appealOf(@Ctx() ctx: Context, @Root() { decisionId }: Message): Promise<ModerationDecision | null> {
    return decisionId === null ? Promise.resolve(null) : decisionById(ctx, decisionId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "Who handled it, for moderators; null for everybody else, and while it waits.",
  })
  async handledBy(@Ctx() ctx: Context, @Root() message: Message): Promise<Member | null> {
    const { handledById } = message;
    return handledById !== null && can(await actorOf(ctx), messagePolicy.seeHandling, message)
      ? memberById(ctx, handledById)
      : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "What who handled it noted, for moderators; null for everybody else, and without a note.",
  })
  async note(@Ctx() ctx: Context, @Root() message: Message): Promise<string | null> {
    return can(await actorOf(ctx), messagePolicy.seeHandling, message) ? message.note : null;
  }
}
