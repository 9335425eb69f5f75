import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { checkSize } from "../../../core/graphql/pagination.js";
import { Idea } from "../../ideas/idea.entity.js";
import { Practice } from "../practice.entity.js";
import { ofIdea, ofPractice, practicesLike } from "./related-practices.reads.js";

const defaultSize = 5;
const firstDescription = "Maximum number of practices: 0 to 100, 5 by default. Errors: BAD_USER_INPUT.";

@Resolver(() => Practice)
export class RelatedPracticesResolver {
  @FieldResolver(() => [Practice], {
    description:
      "Published practices with themes of this one, those with most themes in common first, then the latest shared; hidden " +
      "ones are excluded. Of each theme the 200 latest are considered. Empty when there are none.",
  })
  related(
    @Ctx() ctx: Context,
    @Root() { id }: Practice,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSize, description: firstDescription })
    first: number | null,
  ): Promise<Practice[]> {
    return practicesLike(ctx, ofPractice, id, checkSize("first", first) ?? defaultSize);
  }
}

@Resolver(() => Idea)
export class IdeaPracticesResolver {
  @FieldResolver(() => [Practice], {
    description:
      "Published practices with themes of the idea, those with most themes in common first, then the latest shared; hidden " +
      "ones are excluded. Of each theme the 200 latest are considered. Empty when there are none.",
  })
  suggestedPractices(
    @Ctx() ctx: Context,
    @Root() { id }: Idea,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSize, description: firstDescription })
    first: number | null,
  ): Promise<Practice[]> {
    return practicesLike(ctx, ofIdea, id, checkSize("first", first) ?? defaultSize);
  }
}
