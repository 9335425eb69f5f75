import type { Context } from "../../core/graphql/context.js";
import type { OnComment } from "../domain-module.js";

export interface IdeaServices {
  /** What the domains above do with a new comment. */
  onComment: readonly OnComment[];
}

export type IdeaContext = Context & IdeaServices;
