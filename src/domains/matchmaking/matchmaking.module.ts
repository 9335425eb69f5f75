import type { DomainModule } from "../domain-module.js";
import { RankerModels1764000000022 } from "../../../migrations/1764000000022-ranker-models.js";
import { SuggestionDismissal } from "./dismissals/dismissal.entity.js";
import { DismissalMutations } from "./dismissals/dismissal.mutations.js";
import { DismissedSuggestionResolver, ViewerDismissalsResolver } from "./dismissals/dismissal.resolver.js";
import {
  GatheringSuggestionResolver,
  IdeaSuggestionResolver,
  PracticeSuggestionResolver,
  TrackSuggestionResolver,
  ViewerContentSuggestionsResolver,
} from "./content/content-suggestion.resolver.js";
import { suggestedHelpersResolvers } from "./helpers/suggested-helpers.resolver.js";
import { matchmakingPersonalData } from "./matchmaking.personal-data.js";
import { TrainedModel } from "./ranker/ranker-model.entity.js";
import {
  ComplementResolver,
  IdeaSuggestionsResolver,
  SharedThemeResolver,
  SuggestionResolver,
  ViewerSuggestionsResolver,
} from "./suggestion.resolver.js";
import type { Logger } from "pino";
import type { CoreServices } from "../../core/graphql/context.js";
import { PeriodicJob } from "../../core/jobs/periodic-job.js";
import { createMatchmakingServices } from "./create-matchmaking-services.js";
import { IndexCheck } from "./index-check.job.js";
import { matchmakingGauges } from "./matchmaking.monitoring.js";
import type { MatchmakingServices, SuggestionServices } from "./matchmaking.services.js";

export const matchmakingModule = {
  name: "matchmaking",
  entities: [SuggestionDismissal, TrainedModel],
  migrations: [RankerModels1764000000022],
  resolvers: [
    ViewerSuggestionsResolver,
    IdeaSuggestionsResolver,
    ...suggestedHelpersResolvers,
    SuggestionResolver,
    SharedThemeResolver,
    ComplementResolver,
    DismissalMutations,
    ViewerDismissalsResolver,
    DismissedSuggestionResolver,
    ViewerContentSuggestionsResolver,
    IdeaSuggestionResolver,
    GatheringSuggestionResolver,
    PracticeSuggestionResolver,
    TrackSuggestionResolver,
  ],
  personalData: matchmakingPersonalData,
  services: createMatchmakingServices,
  projections: ({ interests, memberGraph, ranker }: CoreServices & MatchmakingServices) =>
    [interests, memberGraph, ranker].map(({ projection }) => projection),
  jobs: (services: SuggestionServices, log: Logger) => [
    new PeriodicJob(new IndexCheck(services, log).declaration, log),
  ],
  gauges: (services: CoreServices & MatchmakingServices) => matchmakingGauges(services),
} satisfies DomainModule;
