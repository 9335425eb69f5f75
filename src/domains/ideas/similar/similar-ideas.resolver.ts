import { Arg, Ctx, Field, Float, Int, ObjectType, Query, Resolver } from "type-graphql";
import { Fault } from "../../../core/errors/fault.js";
import type { Context } from "../../../core/graphql/context.js";
import { slugsOf } from "../../../core/graphql/ids.js";
import { checkSize } from "../../../core/graphql/pagination.js";
import { measured } from "../../../core/texts/graphemes.js";
import { Idea } from "../idea.entity.js";
import { similarIdeas } from "./similar-ideas.reads.js";

const defaultSize = 5;
const longest = { title: 300, body: 20_000 };

@ObjectType({ description: "An idea that is like what somebody is about to post (gelijkaardig idee)." })
export class SimilarIdea {
  @Field(() => Idea, { description: "The idea that the draft is like." })
  idea: Idea;

  @Field(() => Float, {
    description:
      "How similar the two are, from 0.25 to 1, in hundredths: 0.4 × the weighted Jaccard index of the words of the titles, plus " +
      "0.4 × the part, by weight, of the draft's words that the idea has, plus 0.2 × the Jaccard index of the themes; without themes " +
      "in the draft, 0.5 × each of the first two. A word weighs its inverse document frequency, `ln(1 + 1 / the part of the " +
      "ideas that have it)`; its inflections are the same word, and function words do not count.",
  })
  similarity: number;
}

@Resolver()
export class SimilarIdeasResolver {
  @Query(() => [SimilarIdea], {
    nullable: true,
    description:
      "Ideas like one that somebody is about to post, the most similar first, so that duplicates are seen before they are " +
      "posted; withdrawn and hidden ones are excluded, as are those of members separated from the caller by a block. " +
      "Empty when no idea has a similarity of 0.25. Errors: BAD_USER_INPUT.",
  })
  async similarIdeas(
    @Ctx() ctx: Context,
    @Arg("title", () => String, { description: "The title so far; at most 300 characters." }) title: string,
    @Arg("body", () => String, {
      nullable: true,
      description: "The text so far; at most 20,000 characters, of which the first 1,500 UTF-16 code units count.",
    })
    body: string | null,
    @Arg("themes", () => [String], {
      nullable: true,
      description: "Slugs of the themes so far, in any letter case; unknown ones are themes that no idea has.",
    })
    themes: string[] | null,
    @Arg("first", () => Int, {
      nullable: true,
      defaultValue: defaultSize,
      description: "Maximum number of ideas: 0 to 100, 5 by default; at most 50 are found. Errors: BAD_USER_INPUT.",
    })
    first: number | null,
  ): Promise<SimilarIdea[]> {
    const draft = { title, body: body ?? "", themes: [...new Set(slugsOf(themes))] };
    for (const argument of ["title", "body"] as const) checkLength(argument, draft[argument]);
    const size = checkSize("first", first) ?? defaultSize;
    return (await similarIdeas(ctx, draft)).slice(0, size).map((similar) => Object.assign(new SimilarIdea(), similar));
  }
}

function checkLength(argument: keyof typeof longest, text: string): void {
  if (!measured(text, longest[argument]).fits)
    throw new Fault("BAD_USER_INPUT", `"${argument}" must have at most ${longest[argument]} characters: shorten it.`, {
      argument,
    });
}
