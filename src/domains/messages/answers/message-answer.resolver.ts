import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import { pageUnder, type Page } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { ConnectionArgs } from "../../../core/graphql/pagination.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { Message } from "../message.entity.js";
import { messagePolicy } from "../message.policy.js";
import { messageById } from "../message.reads.js";
import { MessageAnswer } from "./message-answer.entity.js";
import { answersOf, MessageAnswerConnection } from "./message-answer.reads.js";

@Resolver(() => Message)
export class MessageAnswersResolver {
  @FieldResolver(() => MessageAnswerConnection, { description: "What the coordinators answered, oldest first." })
  answers(
    @Ctx() ctx: Context,
    @Root() { id }: Message,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<MessageAnswer>> {
    return pageUnder(ctx, MessageAnswerConnection, answersOf, sql`e.message_id`, id, args);
  }
}

@Resolver(() => MessageAnswer)
export class MessageAnswerResolver {
  @FieldResolver(() => Message, {
    nullable: true,
    description: "The message that was answered; null when it was erased.",
  })
  message(@Ctx() ctx: Context, @Root() { messageId }: MessageAnswer): Promise<Message | null> {
    return messageById(ctx, messageId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The moderator who answered; null for who left the message, and unless the viewer is a moderator.",
  })
  async answeredBy(@Ctx() ctx: Context, @Root() { messageId, answeredById }: MessageAnswer): Promise<Member | null> {
    const message = await messageById(ctx, messageId);
    return message && can(await actorOf(ctx), messagePolicy.seeHandling, message)
      ? memberById(ctx, answeredById)
      : null;
  }
}
