import sql from "sql-template-tag";
import { entityLoader } from "../../../core/graphql/batch.js";
import { connectionType, type List } from "../../../core/graphql/connection.js";
import { themesOf } from "../../themes/theme.reads.js";
import { IdeaDraft } from "./idea-draft.entity.js";

export const IdeaDraftConnection = connectionType("IdeaDraft", () => IdeaDraft);

/** The draft, if it is the caller's. */
export const ideaDraftById = entityLoader(IdeaDraft, ({ callerId }) => sql`e.author_id = ${callerId}::uuid`);

export const themesOfDraft = themesOf(sql`idea_draft_theme`, sql`draft_id`);

/** The drafts of a member (`e.author_id`), what was saved last first. */
export const draftsOfMember: List<IdeaDraft> = {
  name: "viewer.ideaDrafts",
  node: IdeaDraft,
  order: { name: "saved", key: sql`e.saved_at`, form: "time", descending: true },
};
