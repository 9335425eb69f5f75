import type { DomainModule } from "../domain-module.js";
import { SuggestionShowings1764000000021 } from "../../../migrations/1764000000021-suggestion-showings.js";
import { SuggestionImpressions1764000000026 } from "../../../migrations/1764000000026-suggestion-impressions.js";
import { SuggestionExposure, SuggestionExposureFigures } from "./exposure.entity.js";
import { SuggestionImpression } from "./impression.entity.js";
import { ImpressionMutations } from "./impression.mutations.js";
import { impressionPersonalData } from "./impression.personal-data.js";

export const impressionsModule: DomainModule = {
  name: "impressions",
  entities: [SuggestionExposure, SuggestionExposureFigures, SuggestionImpression],
  migrations: [SuggestionShowings1764000000021, SuggestionImpressions1764000000026],
  resolvers: [ImpressionMutations],
  personalData: impressionPersonalData,
};
