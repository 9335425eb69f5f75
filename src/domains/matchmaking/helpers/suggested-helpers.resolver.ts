import { Ctx, Extensions, FieldResolver, Resolver, Root, type ClassType } from "type-graphql";
import type { FieldTime } from "../../../core/graphql/operation-cost.js";
import { PostIdeaDraftPayload } from "../../ideas/drafts/idea-draft.mutations.js";
import type { Idea } from "../../ideas/idea.entity.js";
import { IdeaKind } from "../../ideas/idea.enums.js";
import { PostIdeaPayload } from "../../ideas/idea.mutations.js";
import type { MatchmakingContext } from "../matchmaking.services.js";
import { suggestion } from "../suggestion.resolver.js";
import { CollaboratorSuggestion } from "../suggestion.types.js";
import { suggestHelpers } from "./suggest-helpers.js";

const maxHelpers = 3;
/** As long as the suggestions for an idea take, for those who offer help and once more for the others. */
const serviceTime: FieldTime = { ms: 2.2 };

/** What the author of a question is suggested with the result of what posted it. */
function helpersWith(result: ClassType<{ idea?: Idea | null }>): ClassType {
  @Resolver(() => result)
  class SuggestedHelpersResolver {
    @Extensions({ listSize: maxHelpers, serviceTime })
    @FieldResolver(() => [CollaboratorSuggestion], {
      nullable: true,
      description:
        "Members whom the author of a question could ask for help (see `askForHelp`), three at most: those who offer help " +
        "with its themes, highest score first, then others with an interest in them. Members whom the author works with " +
        "or has dismissed, with a block between them and the author, or who opted out of suggestions are excluded. Empty " +
        "for other kinds of ideas, and when nothing was posted; null with an error while the service reads the network.",
    })
    async suggestedCollaborators(
      @Ctx() ctx: MatchmakingContext,
      @Root() { idea }: { idea?: Idea | null },
    ): Promise<CollaboratorSuggestion[]> {
      if (idea?.kind !== IdeaKind.QUESTION) return [];
      const target = { memberId: idea.authorId, ideaId: idea.id };
      return (await suggestHelpers(ctx, target, maxHelpers)).map(suggestion);
    }
  }
  return SuggestedHelpersResolver;
}

export const suggestedHelpersResolvers = [helpersWith(PostIdeaPayload), helpersWith(PostIdeaDraftPayload)];
