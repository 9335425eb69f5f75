import type { Context } from "../../core/graphql/context.js";
import type { ThemeCache } from "./theme-cache.js";

export interface ThemeServices {
  /** The themes, in memory. */
  themeCache: ThemeCache;
}

export type ThemeContext = Context & ThemeServices;
