import type { DomainModule } from "../domain-module.js";
import { SuggestionShowings1764000000021 } from "../../../migrations/1764000000021-suggestion-showings.js";
import { SuggestionExposure, SuggestionExposureFigures } from "./exposure.entity.js";
import { SuggestionShowing } from "./impression.entity.js";
import { ImpressionMutations } from "./impression.mutations.js";
import { impressionPersonalData } from "./impression.personal-data.js";

export const impressionsModule: DomainModule = {
  name: "impressions",
  entities: [SuggestionExposure, SuggestionExposureFigures, SuggestionShowing],
  migrations: [SuggestionShowings1764000000021],
  resolvers: [ImpressionMutations],
  personalData: impressionPersonalData,
};
