import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { checkSize } from "../../../core/graphql/pagination.js";
import { Idea } from "../../ideas/idea.entity.js";
import { ideaById } from "../../ideas/idea.reads.js";
import { Viewer } from "../../identity/viewer.js";
import { suggestedIdeas } from "./idea-candidates.js";
import { IdeaSuggestion } from "./idea-suggestion.types.js";

const defaultSuggestions = 10;

@Resolver(() => Viewer)
export class ViewerSuggestedIdeasResolver {
  @FieldResolver(() => [IdeaSuggestion], {
    description:
      "Ideas of others about the viewer's themes, the best first, then the newest: among the 2,000 newest of the last 365 days, those that the viewer may see and has neither supported nor commented on.",
  })
  async suggestedIdeas(
    @Ctx() ctx: Context,
    @Root() viewer: Viewer,
    @Arg("first", () => Int, {
      nullable: true,
      defaultValue: defaultSuggestions,
      description: "How many at most, 0 to 100.",
    })
    first: number | null,
  ): Promise<IdeaSuggestion[]> {
    const ranked = await suggestedIdeas(ctx, viewer.memberId, checkSize("first", first) ?? defaultSuggestions);
    return ranked.map((facts) => Object.assign(new IdeaSuggestion(), { facts }));
  }
}

@Resolver(() => IdeaSuggestion)
export class IdeaSuggestionResolver {
  @FieldResolver(() => Idea, { description: "What is suggested." })
  idea(@Ctx() ctx: Context, @Root() { facts }: IdeaSuggestion): Promise<Idea | null> {
    return ideaById(ctx, facts.id);
  }
}
