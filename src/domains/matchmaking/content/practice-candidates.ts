import sql from "sql-template-tag";
import { whereAll } from "../../../core/graphql/connection.js";
import { practiceConditions } from "../../practices/practice.reads.js";
import type { ContentSource } from "./content-ranking.js";

/** At most so many candidates, the newest, so that the cost does not grow with the library. */
const max = 2_000;

/**
 * The practices to suggest to the caller: among the newest that `practices` would show, those of others that the caller
 * has not used, and is not the contact of. Equal ones go by their order in that list, the newest first.
 */
export const practiceSource: ContentSource = {
  themes: { table: "practice_theme", owner: "practice_id" },
  candidates(ctx, memberId) {
    return sql`
      SELECT id, row_number() OVER (ORDER BY shared_at DESC, id DESC) AS position, false AS asks,
        shared_by_id <> ${memberId} AND contact_id IS DISTINCT FROM ${memberId}
          AND id NOT IN (SELECT practice_id FROM practice_use WHERE used_by_id = ${memberId}) AS eligible
      FROM (
        SELECT e.id, e.shared_by_id, e.contact_id, e.shared_at FROM practice e
        ${whereAll(practiceConditions(ctx, null))}
        ORDER BY e.shared_at DESC, e.id DESC LIMIT ${max}
      ) AS newest`;
  },
};
