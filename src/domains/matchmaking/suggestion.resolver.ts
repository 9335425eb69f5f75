import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { MatchmakingContext } from "./matchmaking.services.js";
import { slugsOf } from "../../core/graphql/ids.js";
import { Language } from "../../core/texts/language.js";
import { checkSize } from "../../core/graphql/pagination.js";
import { coAuthorIds } from "../ideas/authors/co-author.reads.js";
import { Idea } from "../ideas/idea.entity.js";
import { Viewer } from "../identity/viewer.js";
import { Member } from "../members/member.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { themeById } from "../themes/theme.reads.js";
import type { ExplainedSuggestion } from "./explain/explain.js";
import { suggestCollaborators } from "./suggest-collaborators.js";
import { CollaboratorSuggestion, Complement, SharedTheme } from "./suggestion.types.js";

const defaultSuggestions = 10;
const firstDescription = "Maximum number of suggestions: 0 to 100, 10 by default. Errors: BAD_USER_INPUT.";

@Resolver(() => Viewer)
export class ViewerSuggestionsResolver {
  @FieldResolver(() => [CollaboratorSuggestion], {
    description:
      "Members suggested as collaborators, highest score first: those who share themes with the viewer, " +
      "or are connected to them through mutual collaborators, gatherings or their organisation. Members " +
      "who collaborate with the viewer, whom the viewer has dismissed, or who opted out of suggestions " +
      "are excluded. At least three of the first ten, or as many as the service is configured for, are " +
      "fresh contacts if there are that many: members of another organisation who are more than two " +
      "collaborations away. They replace lower-ranked suggestions, which follow after the first ten.",
  })
  async suggestedCollaborators(
    @Ctx() ctx: MatchmakingContext,
    @Root() viewer: Viewer,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSuggestions, description: firstDescription })
    first: number | null,
    @Arg("themes", () => [String], {
      nullable: true,
      description:
        "Slugs of themes, in any letter case: only members who share at least one of these themes, or of their narrower themes, " +
        "with the viewer; a slug that does not exist matches nobody. Without it, all themes.",
    })
    themes: string[] | null,
  ): Promise<CollaboratorSuggestion[]> {
    const size = checkSize("first", first) ?? defaultSuggestions;
    const target = { memberId: viewer.memberId, ideaId: null };
    return (await suggestCollaborators(ctx, { target, first: size, themes: slugsOf(themes) })).map(suggestion);
  }
}

@Resolver(() => Idea)
export class IdeaSuggestionsResolver {
  @FieldResolver(() => [CollaboratorSuggestion], {
    description:
      "Members with an interest in the themes of the idea, highest score first; the author, the co-authors, the author's " +
      "collaborators and members who opted out of suggestions are excluded.",
  })
  async suggestedCollaborators(
    @Ctx() ctx: MatchmakingContext,
    @Root() idea: Idea,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSuggestions, description: firstDescription })
    first: number | null,
  ): Promise<CollaboratorSuggestion[]> {
    const size = checkSize("first", first) ?? defaultSuggestions;
    const target = { memberId: idea.authorId, ideaId: idea.id, coAuthorIds: await coAuthorIds(ctx, idea.id) };
    return (await suggestCollaborators(ctx, { target, first: size, themes: null })).map(suggestion);
  }
}

@Resolver(() => CollaboratorSuggestion)
export class SuggestionResolver {
  @FieldResolver(() => Member, { description: "The member who is suggested." })
  member(@Root() { facts }: CollaboratorSuggestion): Member {
    return facts.suggestion.member;
  }

  @FieldResolver(() => [SharedTheme], {
    description: "The themes that the two share, directly or through a broader theme, largest share first.",
  })
  sharedThemes(@Root() { facts }: CollaboratorSuggestion): SharedTheme[] {
    return facts.suggestion.sharedInterests.map((shared) => Object.assign(new SharedTheme(), shared));
  }

  @FieldResolver(() => [Complement], {
    description:
      "The themes for which one seeks the help that the other offers, largest share first; an idea seeks " +
      "help with its themes.",
  })
  complements(@Root() { facts }: CollaboratorSuggestion): Complement[] {
    return facts.complements.map(({ themeId, targetStance, memberStance }) =>
      Object.assign(new Complement(), { themeId, viewerStance: targetStance, memberStance }),
    );
  }

  @FieldResolver(() => Int, {
    description:
      "Number of gatherings, without cancelled ones, at which both have or had a place; 0 if the member, " +
      "or for an idea its author, does not share attendance.",
  })
  async sharedGatherings(@Root() { facts }: CollaboratorSuggestion): Promise<number> {
    return (await facts.ties()).sharedGatherings;
  }

  @FieldResolver(() => Int, {
    description:
      "Number of members who collaborate or have collaborated with both; former members and those whom " +
      "the viewer may not see are not counted.",
  })
  async mutualCollaborators(@Root() { facts }: CollaboratorSuggestion): Promise<number> {
    return (await facts.ties()).mutualCollaborators;
  }

  @FieldResolver(() => String, {
    description:
      "The reasons for the suggestion in one to four plain sentences, strongest first, without anything " +
      "that the viewer may not see. For an idea, they are about the idea and its author.",
  })
  explanation(
    @Ctx() ctx: MatchmakingContext,
    @Root() { facts }: CollaboratorSuggestion,
    @Arg("language", () => Language, {
      nullable: true,
      description:
        "The language of the explanation. Default: the best match for the `Accept-Language` header, or Dutch.",
    })
    language: Language | null,
  ): Promise<string> {
    return facts.explanation(language ?? ctx.language);
  }
}

@Resolver(() => SharedTheme)
export class SharedThemeResolver {
  @FieldResolver(() => Theme, { description: "The theme of the match." })
  theme(@Ctx() ctx: MatchmakingContext, @Root() shared: SharedTheme): Promise<Theme | null> {
    return themeById(ctx, shared.themeId);
  }

  @FieldResolver(() => Theme, {
    nullable: true,
    description: "The broader theme through which the two match; null when both have the theme itself.",
  })
  through(@Ctx() ctx: MatchmakingContext, @Root() shared: SharedTheme): Promise<Theme | null> {
    return shared.throughId === null ? Promise.resolve(null) : themeById(ctx, shared.throughId);
  }
}

@Resolver(() => Complement)
export class ComplementResolver {
  @FieldResolver(() => Theme, { description: "The theme with which help is sought." })
  theme(@Ctx() ctx: MatchmakingContext, @Root() complement: Complement): Promise<Theme | null> {
    return themeById(ctx, complement.themeId);
  }
}

export const suggestion = (facts: ExplainedSuggestion): CollaboratorSuggestion =>
  Object.assign(new CollaboratorSuggestion(), { facts });
