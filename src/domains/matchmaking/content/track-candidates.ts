import sql from "sql-template-tag";
import { whereAll } from "../../../core/graphql/connection.js";
import { notBlocked } from "../../members/member.visibility.js";
import { trackConditions } from "../../tracks/track.reads.js";
import type { ContentSource } from "./content-ranking.js";

/** At most so many candidates, the newest. */
const max = 500;

/**
 * The learning tracks to suggest to the caller: among the newest in which members can enrol, those that the caller neither
 * coordinates nor ever enrolled in, and from whose coordinators no block separates them. Equal ones go by their order in
 * the list of tracks, the newest first.
 */
export const trackSource: ContentSource = {
  themes: { table: "track_theme", owner: "track_id" },
  candidates(ctx, memberId) {
    return sql`
      SELECT id, row_number() OVER (ORDER BY created_at DESC, id DESC) AS position, false AS asks,
        id NOT IN (SELECT track_id FROM track_enrolment WHERE member_id = ${memberId})
          AND NOT EXISTS (
            SELECT FROM track_coordinator c
            WHERE c.track_id = newest.id AND (c.member_id = ${memberId} OR NOT ${notBlocked(ctx, sql`c.member_id`)})
          ) AS eligible
      FROM (
        SELECT e.id, e.created_at FROM learning_track e ${whereAll(trackConditions(ctx, { openForEnrolment: true }))}
        ORDER BY e.created_at DESC, e.id DESC LIMIT ${max}
      ) AS newest`;
  },
};
