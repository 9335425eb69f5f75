import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { connectionType, pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { actorOf, requireRight } from "../../core/access/actor.js";
import { can, networkPolicy } from "../../core/access/policy.js";
import { Member } from "../members/member.entity.js";
import { memberById } from "../members/member.reads.js";
import { ModerationDecision } from "../moderation/moderation-decision.entity.js";
import { decisionById } from "../moderation/moderation.reads.js";
import { statusForSender, statusOf } from "./message-status.js";
import { Message } from "./message.entity.js";
import { MessageStatus } from "./message.enums.js";
import { messagesLeft } from "./message.reads.js";
import { messagePolicy } from "./message.policy.js";
import { SpamSign } from "./spam/spam.enums.js";

const MessageConnection = connectionType("Message", () => Message);

@Resolver(() => Message)
export class MessageResolver {
  @Query(() => MessageConnection, {
    nullable: true,
    description:
      "The messages to the coordinators, oldest first. Only organisers and administrators may query it. Errors: " +
      "BAD_USER_INPUT, INVALID_CURSOR, FORBIDDEN.",
  })
  async messages(
    @Ctx() ctx: Context,
    @Arg("unhandledOnly", () => Boolean, {
      defaultValue: true,
      description: "True for unhandled messages only, false for all.",
    })
    unhandledOnly: boolean,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Message>> {
    await requireRight(ctx, networkPolicy.moderate);
    return pageOf(ctx, MessageConnection, messagesLeft(unhandledOnly), args);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The member who left the message; null when the sender was not signed in.",
  })
  member(@Ctx() ctx: Context, @Root() { memberId }: Message): Promise<Member | null> {
    return memberId === null ? Promise.resolve(null) : memberById(ctx, memberId);
  }

  @FieldResolver(() => ModerationDecision, {
    nullable: true,
    description: "The decision that the message appeals against; null when it is not an appeal.",
  })
  appealOf(@Ctx() ctx: Context, @Root() { decisionId }: Message): Promise<ModerationDecision | null> {
    return decisionId === null ? Promise.resolve(null) : decisionById(ctx, decisionId);
  }

  @FieldResolver(() => MessageStatus, { description: "What became of the message." })
  async status(@Ctx() ctx: Context, @Root() message: Message): Promise<MessageStatus> {
    return can(await actorOf(ctx), messagePolicy.seeHandling, message) ? statusOf(message) : statusForSender(message);
  }

  @FieldResolver(() => [SpamSign], {
    description:
      "Why the message looks like spam; empty when it does not, for its sender, and unless the viewer is a moderator.",
  })
  async spamSigns(@Ctx() ctx: Context, @Root() message: Message): Promise<SpamSign[]> {
    return can(await actorOf(ctx), messagePolicy.seeHandling, message) ? message.spamSigns : [];
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the mail server refuses the address for replies; false for the sender, and unless the viewer is a moderator.",
  })
  async replyToIsRefused(@Ctx() ctx: Context, @Root() message: Message): Promise<boolean> {
    return message.addressRefusedAt !== null && can(await actorOf(ctx), messagePolicy.seeHandling, message);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "The moderator who is to handle the message; null when nobody in particular is, for its sender, and unless the viewer is " +
      "a moderator.",
  })
  async assignee(@Ctx() ctx: Context, @Root() message: Message): Promise<Member | null> {
    const { assigneeId } = message;
    return assigneeId !== null && can(await actorOf(ctx), messagePolicy.seeHandling, message)
      ? memberById(ctx, assigneeId)
      : null;
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description:
      "The moderator who handled the message; null while it is unhandled, for its sender, and unless the viewer is a " +
      "moderator.",
  })
  async handledBy(@Ctx() ctx: Context, @Root() message: Message): Promise<Member | null> {
    const { handledById } = message;
    return handledById !== null && can(await actorOf(ctx), messagePolicy.seeHandling, message)
      ? memberById(ctx, handledById)
      : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The moderator's note about the message, plain text, 1 to 2,000 characters; null when there is none, for its " +
      "sender, and unless the viewer is a moderator.",
  })
  async note(@Ctx() ctx: Context, @Root() message: Message): Promise<string | null> {
    return can(await actorOf(ctx), messagePolicy.seeHandling, message) ? message.note : null;
  }
}
