import sql from "sql-template-tag";
import { entityLoader } from "../../../core/graphql/batch.js";
import { connectionType, type List } from "../../../core/graphql/connection.js";
import { maySeePractice } from "../practice.reads.js";
import { PracticeEdit } from "./practice-edit.entity.js";

export const PracticeEditConnection = connectionType("PracticeEdit", () => PracticeEdit);

/** The edit, if the caller may see the practice. */
export const practiceEditById = entityLoader(
  PracticeEdit,
  (ctx) => sql`EXISTS (SELECT FROM practice p WHERE p.id = e.practice_id AND ${maySeePractice(ctx, sql`p`)})`,
);

/** The edits of a practice that the caller sees, the latest first. */
export const editsOfPractice: List<PracticeEdit> = {
  name: "practice.history",
  node: PracticeEdit,
  order: { name: "edited", key: sql`e.edited_at`, form: "time", descending: true },
};
