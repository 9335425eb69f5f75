import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../../../core/graphql/context.js";
import { checkSize } from "../../../core/graphql/pagination.js";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { gatheringById } from "../../gatherings/gathering.reads.js";
import { Idea } from "../../ideas/idea.entity.js";
import { ideaById } from "../../ideas/idea.reads.js";
import { Viewer } from "../../identity/viewer.js";
import { Practice } from "../../practices/practice.entity.js";
import { practiceById } from "../../practices/practice.reads.js";
import { LearningTrack } from "../../tracks/learning-track.entity.js";
import { trackById } from "../../tracks/track.reads.js";
import { suggestContent } from "./content-ranking.js";
import {
  GatheringSuggestion,
  IdeaSuggestion,
  PracticeSuggestion,
  TrackSuggestion,
} from "./content-suggestion.types.js";
import { gatheringSource } from "./gathering-candidates.js";
import { ideaSource } from "./idea-candidates.js";
import { practiceSource } from "./practice-candidates.js";
import { trackSource } from "./track-candidates.js";

const defaultSuggestions = 10;
const firstDescription = "Maximum number of suggestions: 0 to 100, 10 by default. Errors: BAD_USER_INPUT.";

@Resolver(() => Viewer)
export class ViewerContentSuggestionsResolver {
  @FieldResolver(() => [IdeaSuggestion], {
    description:
      "Ideas of other members about the viewer's themes, highest score first, then newest first: from the " +
      "2,000 newest ideas of the last 365 days, those that the viewer may see and has neither supported " +
      "nor commented on. Empty when there are none.",
  })
  async suggestedIdeas(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSuggestions, description: firstDescription })
    first: number | null,
  ): Promise<IdeaSuggestion[]> {
    const ranked = await suggestContent(ctx, ideaSource, memberId, sizeOf(first));
    return ranked.map((facts) => Object.assign(new IdeaSuggestion(), { facts }));
  }

  @FieldResolver(() => [GatheringSuggestion], {
    description:
      "Gatherings about the viewer's themes, highest score first, then earliest first: from the next 500 " +
      "gatherings that are neither cancelled nor over, those that the viewer does not host and never " +
      "registered for, and from whose hosts no block separates the viewer. Empty when there are none.",
  })
  async suggestedGatherings(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSuggestions, description: firstDescription })
    first: number | null,
  ): Promise<GatheringSuggestion[]> {
    const ranked = await suggestContent(ctx, gatheringSource, memberId, sizeOf(first));
    return ranked.map((facts) => Object.assign(new GatheringSuggestion(), { facts }));
  }

  @FieldResolver(() => [PracticeSuggestion], {
    description:
      "Practices of other members about the viewer's themes, highest score first, then newest first: from the 2,000 newest " +
      "published practices, those that the viewer may see, has not used and is not the contact of. Empty when there are none.",
  })
  async suggestedPractices(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSuggestions, description: firstDescription })
    first: number | null,
  ): Promise<PracticeSuggestion[]> {
    const ranked = await suggestContent(ctx, practiceSource, memberId, sizeOf(first));
    return ranked.map((facts) => Object.assign(new PracticeSuggestion(), { facts }));
  }

  @FieldResolver(() => [TrackSuggestion], {
    description:
      "Learning tracks about the viewer's themes, highest score first, then newest first: from the 500 newest tracks in which " +
      "members can enrol, those that the viewer neither coordinates nor ever enrolled in, and from whose coordinators no " +
      "block separates the viewer. Empty when there are none.",
  })
  async suggestedTracks(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Arg("first", () => Int, { nullable: true, defaultValue: defaultSuggestions, description: firstDescription })
    first: number | null,
  ): Promise<TrackSuggestion[]> {
    const ranked = await suggestContent(ctx, trackSource, memberId, sizeOf(first));
    return ranked.map((facts) => Object.assign(new TrackSuggestion(), { facts }));
  }
}

@Resolver(() => IdeaSuggestion)
export class IdeaSuggestionResolver {
  @FieldResolver(() => Idea, { description: "The idea that is suggested." })
  idea(@Ctx() ctx: Context, @Root() { facts }: IdeaSuggestion): Promise<Idea | null> {
    return ideaById(ctx, facts.id);
  }
}

@Resolver(() => GatheringSuggestion)
export class GatheringSuggestionResolver {
  @FieldResolver(() => Gathering, { description: "The gathering that is suggested." })
  gathering(@Ctx() ctx: Context, @Root() { facts }: GatheringSuggestion): Promise<Gathering | null> {
    return gatheringById(ctx, facts.id);
  }
}

@Resolver(() => PracticeSuggestion)
export class PracticeSuggestionResolver {
  @FieldResolver(() => Practice, { description: "The practice that is suggested." })
  practice(@Ctx() ctx: Context, @Root() { facts }: PracticeSuggestion): Promise<Practice | null> {
    return practiceById(ctx, facts.id);
  }
}

@Resolver(() => TrackSuggestion)
export class TrackSuggestionResolver {
  @FieldResolver(() => LearningTrack, { description: "The learning track that is suggested." })
  track(@Ctx() ctx: Context, @Root() { facts }: TrackSuggestion): Promise<LearningTrack | null> {
    return trackById(ctx, facts.id);
  }
}

const sizeOf = (first: number | null): number => checkSize("first", first) ?? defaultSuggestions;
