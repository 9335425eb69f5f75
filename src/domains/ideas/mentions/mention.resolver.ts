import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { memberById } from "../../members/member.reads.js";
import { readableBody } from "../comment.body.js";
import { Comment } from "../comment.entity.js";
import { Idea } from "../idea.entity.js";
import type { MentionRange } from "./mention.ranges.js";
import { mentionsInComment, mentionsInIdea } from "./mention.reads.js";
import { Mention } from "./mention.type.js";

@Resolver(() => Idea)
export class IdeaMentionsResolver {
  @FieldResolver(() => [Mention], {
    description:
      "Whom the text mentions and where, in order, at most 10; without members whose profile the caller may not see.",
  })
  async mentions(@Ctx() ctx: Context, @Root() idea: Idea): Promise<Mention[]> {
    return visible(ctx, await mentionsInIdea(ctx, idea.id));
  }
}

@Resolver(() => Comment)
export class CommentMentionsResolver {
  @FieldResolver(() => [Mention], {
    description:
      "Whom the text mentions and where, in order, at most 10; without members whose profile the caller may not see, " +
      "and empty when `body` is null.",
  })
  async mentions(@Ctx() ctx: Context, @Root() comment: Comment): Promise<Mention[]> {
    if ((await readableBody(ctx, comment)) === null) return [];
    return visible(ctx, await mentionsInComment(ctx, comment.id));
  }
}

/** The mentions of members whose profile the caller may see, without those who left meanwhile. */
async function visible(ctx: Context, mentions: readonly MentionRange[]): Promise<Mention[]> {
  const members = await Promise.all(mentions.map(({ memberId }) => memberById(ctx, memberId)));
  return mentions.flatMap(({ start, end }, index) => {
    const member = members[index];
    return member?.erasedAt === null ? [{ member, start, end }] : [];
  });
}
