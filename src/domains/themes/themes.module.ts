import type { DomainModule } from "../domain-module.js";
import { ThemeSources1764000000060 } from "../../../migrations/1764000000060-theme-sources.js";
import { Theme } from "./theme.entity.js";
import { themesFile } from "./theme.import.js";
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
  migrations: [ThemeSources1764000000060],
  resolvers: [ThemeResolver],
  nodes: { theme: themeById },
  sharedFields: {
    Theme: ["id", "slug", "label", "labels", "synonyms", "broader", "narrower", "archived"],
    ThemeLabels: ["nl", "fr", "en"],
  },
  searched: [themeSearch],
  importFiles: [themesFile],
  personalData: { impersonal: { theme: { nobody: "The vocabulary.", retention: "Permanently." } } },
  services: ({ database }: CoreServices, { log }: ServiceOptions): ThemeServices => ({
    themeCache: new ThemeCache(database, log),
  }),
} satisfies DomainModule;
