import type { Context } from "../../core/graphql/context.js";
import type { VocabularyFiles } from "./exchange/vocabulary-files.js";
import type { ThemeCache } from "./theme-cache.js";

export interface ThemeServices {
  /** The themes, in memory. */
  themeCache: ThemeCache;
  /** The vocabulary as files that others can read. */
  vocabularyFiles: VocabularyFiles;
}

export type ThemeContext = Context & ThemeServices;
