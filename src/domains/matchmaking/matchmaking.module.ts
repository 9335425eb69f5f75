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

export const matchmakingModule: DomainModule = {
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
};
