import type { DomainModule } from "../domain-module.js";
import { RankerModels1764000000022 } from "../../../migrations/1764000000022-ranker-models.js";
import { SuggestionDismissal } from "./dismissals/dismissal.entity.js";
import { DismissalMutations } from "./dismissals/dismissal.mutations.js";
import { DismissedSuggestionResolver, ViewerDismissalsResolver } from "./dismissals/dismissal.resolver.js";
import {
  GatheringSuggestionResolver,
  IdeaSuggestionResolver,
  ViewerContentSuggestionsResolver,
} from "./content/content-suggestion.resolver.js";
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
    ViewerContentSuggestionsResolver,
    IdeaSuggestionResolver,
    GatheringSuggestionResolver,
  ],
  personalData: matchmakingPersonalData,
};
