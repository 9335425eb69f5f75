import sql from "sql-template-tag";
import { whereAll } from "../../../core/graphql/connection.js";
import { endIn } from "../../gatherings/gathering-end.js";
import { gatheringConditions } from "../../gatherings/gathering.reads.js";
import { notBlocked } from "../../members/member.visibility.js";
import type { ContentSource } from "./content-ranking.js";

/** At most so many candidates, the next to begin. */
const max = 500;
/** Lets the index on the beginning find those under way: no gathering lasts longer. */
const longestDays = 31;

/**
 * The gatherings to suggest to the caller: among the next ones that are not over, those that the caller does not host
 * and has not registered for, nor cancelled, and whose hosts no block keeps from the caller. Equal ones go by their
 * beginning, the first to come first.
 */
export const gatheringSource: ContentSource = {
  themes: { table: "gathering_theme", owner: "gathering_id" },
  candidates(ctx, memberId) {
    const now = ctx.now();
    const begunSince = new Date(now.getTime() - longestDays * 86_400_000);
    const upcoming = [
      ...gatheringConditions(ctx, null),
      sql`e.status = 'SCHEDULED'`,
      sql`e.starts_at > ${begunSince}`,
      sql`${endIn(sql`e`)} > ${now}`,
    ];
    return sql`
      SELECT id, row_number() OVER (ORDER BY starts_at, id) AS position, false AS asks,
        id NOT IN (SELECT gathering_id FROM registration WHERE member_id = ${memberId})
          AND NOT EXISTS (
            SELECT FROM gathering_host h
            WHERE h.gathering_id = upcoming.id AND (h.member_id = ${memberId} OR NOT ${notBlocked(ctx, sql`h.member_id`)})
          ) AS eligible
      FROM (SELECT e.id, e.starts_at FROM gathering e ${whereAll(upcoming)} ORDER BY e.starts_at, e.id LIMIT ${max}) AS upcoming`;
  },
};
