import sql from "sql-template-tag";
import { whereAll } from "../../../core/graphql/connection.js";
import { ideaConditions } from "../../ideas/idea.reads.js";
import type { ContentSource } from "./content-ranking.js";

/** Older ideas are not suggested: who posted them does not wait for an answer any more. */
const days = 365;
/** At most so many candidates, the newest, so that the cost does not grow with the network. */
const max = 2_000;

/**
 * The ideas to suggest to the caller: among the newest ones of the year that `ideas` would show, those of others that
 * the caller has neither supported nor answered. Equal ones go by their order in that list, the newest first.
 */
export const ideaSource: ContentSource = {
  themes: { table: "idea_theme", owner: "idea_id" },
  candidates(ctx, memberId) {
    const since = new Date(ctx.now().getTime() - days * 86_400_000);
    return sql`
      SELECT id, row_number() OVER (ORDER BY posted_at DESC, id DESC) AS position, kind IN ('QUESTION', 'TRY_OUT') AS asks,
        author_id <> ${memberId}
          AND id NOT IN (SELECT idea_id FROM co_author_invitation WHERE member_id = ${memberId} AND status = 'ACCEPTED')
          AND id NOT IN (SELECT idea_id FROM support WHERE member_id = ${memberId})
          AND id NOT IN (SELECT idea_id FROM comment WHERE author_id = ${memberId}) AS eligible
      FROM (
        SELECT e.id, e.kind, e.author_id, e.posted_at FROM idea e
        ${whereAll([...ideaConditions(ctx, null), sql`e.posted_at > ${since}`])}
        ORDER BY e.posted_at DESC, e.id DESC LIMIT ${max}
      ) AS newest`;
  },
};
