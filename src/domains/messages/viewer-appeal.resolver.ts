import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { viewerId, type Context } from "../../core/graphql/context.js";
import { ModerationDecision } from "../moderation/moderation-decision.entity.js";
import { Message } from "./message.entity.js";
import { callerAppeal } from "./message.reads.js";

@Resolver(() => ModerationDecision)
export class ViewerAppealResolver {
  @FieldResolver(() => Message, {
    nullable: true,
    description: "The viewer's own appeal against the decision; null when there is none.",
  })
  async viewerAppeal(@Ctx() ctx: Context, @Root() { id }: ModerationDecision): Promise<Message | null> {
    return viewerId(ctx) === null ? null : callerAppeal(ctx, id);
  }
}
