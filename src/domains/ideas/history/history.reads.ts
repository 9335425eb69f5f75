import sql from "sql-template-tag";
import { entityLoader } from "../../../core/graphql/batch.js";
import { connectionType, type List } from "../../../core/graphql/connection.js";
import { maySeeIdea } from "../idea.reads.js";
import { IdeaChange } from "./idea-change.entity.js";

export const IdeaChangeConnection = connectionType("IdeaChange", () => IdeaChange);

/** The change, if the caller may see its idea. */
export const ideaChangeById = entityLoader(
  IdeaChange,
  (ctx) => sql`EXISTS (SELECT FROM idea WHERE idea.id = e.idea_id AND ${maySeeIdea(ctx, sql`idea`)})`,
);

export const historyOfIdea: List<IdeaChange> = {
  name: "idea.history",
  node: IdeaChange,
  order: { name: "newest", key: sql`e.changed_at`, form: "time", descending: true },
};
