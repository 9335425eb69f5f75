import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { gatheringById } from "../../gatherings/gathering.reads.js";
import type { Context } from "../../../core/graphql/context.js";
import { checkSize } from "../../../core/graphql/pagination.js";
import { Viewer } from "../../identity/viewer.js";
import { suggestedGatherings } from "./gathering-candidates.js";
import { GatheringSuggestion } from "./gathering-suggestion.types.js";

const defaultSuggestions = 10;

@Resolver(() => Viewer)
export class ViewerSuggestedGatheringsResolver {
  @FieldResolver(() => [GatheringSuggestion], {
    description:
      "Gatherings about the viewer's themes, the best first, then the first to begin: among the next 500 that take place and are not over, those that the viewer does not host, never registered for, and is not kept from by a block.",
  })
  async suggestedGatherings(
    @Ctx() ctx: Context,
    @Root() viewer: Viewer,
    @Arg("first", () => Int, {
      nullable: true,
      defaultValue: defaultSuggestions,
      description: "How many at most, 0 to 100.",
    })
    first: number | null,
  ): Promise<GatheringSuggestion[]> {
    const ranked = await suggestedGatherings(ctx, viewer.memberId, checkSize("first", first) ?? defaultSuggestions);
    return ranked.map((facts) => Object.assign(new GatheringSuggestion(), { facts }));
  }
}

@Resolver(() => GatheringSuggestion)
export class GatheringSuggestionResolver {
  @FieldResolver(() => Gathering, { description: "What is suggested." })
  gathering(@Ctx() ctx: Context, @Root() { facts }: GatheringSuggestion): Promise<Gathering | null> {
    return gatheringById(ctx, facts.id);
  }
}
