import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { MatchmakingContext } from "./matchmaking.services.js";
import { Language } from "../../core/graphql/language.js";
import { checkSize } from "../../core/graphql/pagination.js";
import { Idea } from "../ideas/idea.entity.js";
import { Viewer } from "../identity/viewer.js";
import { Member } from "../members/member.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { themeById } from "../themes/theme.reads.js";
import type { ExplainedSuggestion } from "./explain/explain.js";
import { suggestCollaborators } from "./suggest-collaborators.js";
import { CollaboratorSuggestion, Complement, SharedTheme } from "./suggestion.types.js";

const defaultSuggestions = 10;
const firstDescription = "How many at most, 0 to 100.";

@Resolver(() => Viewer)
export class ViewerSuggestionsResolver {
  @FieldResolver(() => [CollaboratorSuggestion], {
    description:
      "Members who share the viewer's themes, or are tied to them by mutual collaborators, gatherings or their organisation, the best first; those who collaborate with the viewer, were dismissed, or do not want to be suggested are left out. Of the first ten, three or as many as the service is set to are fresh contacts where there are that many: from another organisation and more than two collaborations away; others give way to them and follow after the ten.",
  })
  async suggestedCollaborators(
    @Ctx() ctx: MatchmakingContext,
    @Root() viewer: Viewer,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSuggestions, description: firstDescription })
    first: number | null,
    @Arg("themes", () => [String], {
      nullable: true,
      description: "Slugs: only members who share one of these themes, or of their narrower ones, with the viewer.",
    })
    themes: string[] | null,
  ): Promise<CollaboratorSuggestion[]> {
    const size = checkSize("first", first) ?? defaultSuggestions;
    const target = { memberId: viewer.memberId, ideaId: null };
    return (await suggestCollaborators(ctx, { target, first: size, themes: themes ?? null })).map(suggestion);
  }
}

@Resolver(() => Idea)
export class IdeaSuggestionsResolver {
  @FieldResolver(() => [CollaboratorSuggestion], {
    description:
      "Members with an interest in the idea's themes, the best first; the author and who collaborates with them are left out.",
  })
  async suggestedCollaborators(
    @Ctx() ctx: MatchmakingContext,
    @Root() idea: Idea,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSuggestions, description: firstDescription })
    first: number | null,
  ): Promise<CollaboratorSuggestion[]> {
    const size = checkSize("first", first) ?? defaultSuggestions;
    const target = { memberId: idea.authorId, ideaId: idea.id };
    return (await suggestCollaborators(ctx, { target, first: size, themes: null })).map(suggestion);
  }
}

@Resolver(() => CollaboratorSuggestion)
export class SuggestionResolver {
  @FieldResolver(() => Member, { description: "Who is suggested." })
  member(@Root() { facts }: CollaboratorSuggestion): Member {
    return facts.member;
  }

  @FieldResolver(() => [SharedTheme], {
    description: "The themes that both have, by themselves or through a broader one, strongest first.",
  })
  sharedThemes(@Root() { facts }: CollaboratorSuggestion): SharedTheme[] {
    return facts.sharedInterests.map((shared) => Object.assign(new SharedTheme(), shared));
  }

  @FieldResolver(() => [Complement], {
    description: "Where one seeks what the other offers, strongest first; an idea seeks help with its themes.",
  })
  complements(@Root() { facts }: CollaboratorSuggestion): Complement[] {
    return facts.complements.map(({ themeId, targetStance, memberStance }) =>
      Object.assign(new Complement(), { themeId, viewerStance: targetStance, memberStance }),
    );
  }

  @FieldResolver(() => Int, {
    description:
      "At how many gatherings that were not called off both have, or had, a place; 0 when the member, or for an idea its author, does not share attendance.",
  })
  async sharedGatherings(@Root() { facts }: CollaboratorSuggestion): Promise<number> {
    return (await facts.ties()).sharedGatherings;
  }

  @FieldResolver(() => Int, {
    description:
      "How many members work, or once worked, with both, in collaborations that go on or have stopped; former members, and those whom the viewer may not see, do not count.",
  })
  async mutualCollaborators(@Root() { facts }: CollaboratorSuggestion): Promise<number> {
    return (await facts.ties()).mutualCollaborators;
  }

  @FieldResolver(() => String, {
    description:
      "Why this member is suggested, in one to four plain sentences, the strongest reasons first; it tells nothing that the viewer may not see. For an idea it is about the idea and its author.",
  })
  explanation(
    @Ctx() ctx: MatchmakingContext,
    @Root() { facts }: CollaboratorSuggestion,
    @Arg("language", () => Language, {
      nullable: true,
      description: "By default that of the `Accept-Language` header, then Dutch.",
    })
    language: Language | null,
  ): Promise<string> {
    return facts.explanation(language ?? ctx.language);
  }
}

@Resolver(() => SharedTheme)
export class SharedThemeResolver {
  @FieldResolver(() => Theme, { description: "The theme." })
  theme(@Ctx() ctx: MatchmakingContext, @Root() shared: SharedTheme): Promise<Theme | null> {
    return themeById(ctx, shared.themeId);
  }

  @FieldResolver(() => Theme, {
    nullable: true,
    description: "The broader theme that it was matched through; null when both named the theme itself.",
  })
  through(@Ctx() ctx: MatchmakingContext, @Root() shared: SharedTheme): Promise<Theme | null> {
    return shared.throughId === null ? Promise.resolve(null) : themeById(ctx, shared.throughId);
  }
}

@Resolver(() => Complement)
export class ComplementResolver {
  @FieldResolver(() => Theme, { description: "The theme." })
  theme(@Ctx() ctx: MatchmakingContext, @Root() complement: Complement): Promise<Theme | null> {
    return themeById(ctx, complement.themeId);
  }
}

const suggestion = (facts: ExplainedSuggestion): CollaboratorSuggestion =>
  Object.assign(new CollaboratorSuggestion(), { facts });
