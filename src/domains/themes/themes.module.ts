import type { DomainModule } from "../domain-module.js";
import { ThemeSources1764000000060 } from "../../../migrations/1764000000060-theme-sources.js";
import { MergedThemes1764000000097 } from "../../../migrations/1764000000097-merged-themes.js";
import { ThemeEditingMutations } from "./editing/theme-editing.mutations.js";
import { VocabularyMutations } from "./exchange/import-vocabulary.mutations.js";
import { VocabularyError } from "./exchange/vocabulary-error.js";
import { VocabularyFiles } from "./exchange/vocabulary-files.js";
import { serveVocabulary } from "./exchange/vocabulary.routes.js";
import { Theme } from "./theme.entity.js";
import { themesFile } from "./theme.import.js";
import { themeAuditActions, themeSubjects } from "./theme.audit.js";
import { themePolicy } from "./theme.policy.js";
import { themeById } from "./theme.reads.js";
import { ThemeResolver } from "./theme.resolver.js";
import type { CoreServices } from "../../core/graphql/context.js";
import type { ServiceOptions } from "../domain-module.js";
import { ThemeCache } from "./theme-cache.js";
import type { ThemeServices } from "./theme.services.js";
import { themeSearch } from "./theme.search.js";

export const themesModule = {
  name: "themes",
  entities: [Theme],
  migrations: [ThemeSources1764000000060, MergedThemes1764000000097],
  resolvers: [ThemeResolver, ThemeEditingMutations, VocabularyMutations],
  orphanedTypes: [VocabularyError],
  nodes: { theme: themeById },
  sharedFields: {
    Theme: ["id", "slug", "label", "labels", "synonyms", "broader", "narrower", "archived", "version"],
    ThemeLabels: ["nl", "fr", "en"],
  },
  subjects: themeSubjects,
  auditActions: themeAuditActions,
  policy: themePolicy,
  searched: [themeSearch],
  importFiles: [themesFile],
  routes: serveVocabulary,
  personalData: { impersonal: { theme: { nobody: "The vocabulary.", retention: "Permanently." } } },
  services: ({ database }: CoreServices, { log }: ServiceOptions): ThemeServices => ({
    themeCache: new ThemeCache(database, log),
    vocabularyFiles: new VocabularyFiles(),
  }),
  start: ({ themeCache, events }: CoreServices & ThemeServices) => themeCache.follow(events),
} satisfies DomainModule;
