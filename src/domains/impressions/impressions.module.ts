import sql from "sql-template-tag";
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
import { runDays } from "./discount.reads.js";

interface ImpressionServices {
  /** To how many viewers each member was shown. */
  exposure: Exposure;
}

export const impressionsModule = {
  name: "impressions",
  entities: [SuggestionExposure, SuggestionExposureFigures, SuggestionImpression],
  migrations: [SuggestionShowings1764000000021, SuggestionImpressions1764000000026],
  resolvers: [ImpressionMutations],
  personalData: impressionPersonalData,
  // Impressions that count no longer; many end with each day, so as many at a time as a statement can delete.
  retention: [
    sql`DELETE FROM suggestion_impression WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM suggestion_impression WHERE last_shown_on <= (now() AT TIME ZONE 'UTC')::date - ${runDays}::int LIMIT 10000))`,
  ],
  services: ({ database, now }: CoreServices, { databaseUrl, log }: ServiceOptions): ImpressionServices => ({
    exposure: new Exposure(database, databaseUrl, log, now),
  }),
  jobs: ({ exposure }: CoreServices & ImpressionServices) => [exposure.job],
  gauges: ({ exposure }: CoreServices & ImpressionServices) => exposureGauges(exposure),
} satisfies DomainModule;
