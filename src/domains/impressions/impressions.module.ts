import type { DomainModule } from "../domain-module.js";
import { SuggestionShowings1764000000021 } from "../../../migrations/1764000000021-suggestion-showings.js";
import { SuggestionImpressions1764000000026 } from "../../../migrations/1764000000026-suggestion-impressions.js";
import { SuggestionExposure, SuggestionExposureFigures } from "./exposure.entity.js";
import { SuggestionImpression } from "./impression.entity.js";
import { ImpressionMutations } from "./impression.mutations.js";
import { impressionPersonalData } from "./impression.personal-data.js";
import type { CoreServices } from "../../core/graphql/context.js";
import type { ServiceOptions } from "../domain-module.js";
import { Exposure } from "./exposure.js";
import { exposureGauges } from "./exposure.monitoring.js";
import { impressionRetention } from "./impression.retention.js";
import type { ImpressionServices } from "./impression.services.js";

export const impressionsModule = {
  name: "impressions",
  entities: [SuggestionExposure, SuggestionExposureFigures, SuggestionImpression],
  migrations: [SuggestionShowings1764000000021, SuggestionImpressions1764000000026],
  resolvers: [ImpressionMutations],
  personalData: impressionPersonalData,
  retention: impressionRetention,
  services: ({ database, now }: CoreServices, { databaseUrl, log }: ServiceOptions): ImpressionServices => ({
    exposure: new Exposure(database, databaseUrl, log, now),
  }),
  jobs: ({ exposure }: CoreServices & ImpressionServices) => [exposure.job],
  gauges: ({ exposure }: CoreServices & ImpressionServices) => exposureGauges(exposure),
} satisfies DomainModule;
