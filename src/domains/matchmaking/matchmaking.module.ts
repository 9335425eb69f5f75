import type { DomainModule } from "../domain-module.js";
import { RankerModels1764000000022 } from "../../../migrations/1764000000022-ranker-models.js";
import { SuggestionDismissal } from "./dismissal.entity.js";
import { DismissalMutations } from "./dismissal.mutations.js";
import { DismissedSuggestionResolver, ViewerDismissalsResolver } from "./dismissal.resolver.js";
import { GatheringSuggestionResolver, ViewerSuggestedGatheringsResolver } from "./gathering-suggestion.resolver.js";
import { IdeaSuggestionResolver, ViewerSuggestedIdeasResolver } from "./idea-suggestion.resolver.js";
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
import { IndexCheck } from "./interest-index/index-check.job.js";
import { matchmakingGauges } from "./matchmaking.monitoring.js";
import type { MatchmakingServices } from "./matchmaking.services.js";

export const matchmakingModule = {
  name: "matchmaking",
  entities: [SuggestionDismissal, TrainedModel],
  migrations: [RankerModels1764000000022],
  resolvers: [
    ViewerSuggestionsResolver,
    IdeaSuggestionsResolver,
    SuggestionResolver,
    SharedThemeResolver,
    ComplementResolver,
    DismissalMutations,
    ViewerDismissalsResolver,
    DismissedSuggestionResolver,
    ViewerSuggestedIdeasResolver,
    IdeaSuggestionResolver,
    ViewerSuggestedGatheringsResolver,
    GatheringSuggestionResolver,
  ],
  personalData: matchmakingPersonalData,
  services: createMatchmakingServices,
  projections: ({ interests, memberGraph, ranker }: CoreServices & MatchmakingServices) =>
    [interests, memberGraph, ranker].map(({ projection }) => projection),
  jobs: (services: CoreServices & MatchmakingServices, log: Logger) => [
    new PeriodicJob(new IndexCheck(services, log).declaration, log),
  ],
  gauges: matchmakingGauges,
} satisfies DomainModule;
