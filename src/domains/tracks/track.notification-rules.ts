import sql, { empty } from "sql-template-tag";
import type { NotificationKind, NotificationRule } from "../../core/notifications/notification-kind.js";

const kind = (name: NotificationKind) => sql`${name}::text`;
const track = sql`(event.data->>'trackId')::uuid`;
const learner = sql`(event.data->>'memberId')::uuid`;
const by = sql`(event.data->>'by')::uuid`;

/** What an edit changes that learners have to know. */
const isConcerning = sql`event.data->'changed' ?| ${["steps", "requiredSteps"]}::text[]`;
/** The enrolment with the alias `e` is of somebody who is under way. */
const isUnderway = sql`e.status = 'ENROLLED' AND e.completed_at IS NULL`;
const added = sql`CROSS JOIN jsonb_array_elements_text(event.data->'coordinatorIds') AS coordinator (id)`;

export const trackNotificationRules: NotificationRule[] = [
  {
    on: "track.created",
    ...{ from: added, member: sql`coordinator.id::uuid`, kind: kind("TRACK_COORDINATOR"), actor: by, track },
  },
  {
    on: "track.edited",
    from: added,
    // Of one event a member is notified once: of what changes for learners, if they are one.
    member: sql`CASE WHEN NOT (${isConcerning} AND EXISTS (
      SELECT FROM track_enrolment e WHERE e.track_id = ${track} AND e.member_id = coordinator.id::uuid AND ${isUnderway}))
      THEN coordinator.id::uuid END`,
    ...{ kind: kind("TRACK_COORDINATOR"), actor: by, track },
  },
  {
    on: "track.edited",
    from: sql`JOIN learning_track t ON t.id = ${track} AND t.status = 'PUBLISHED' AND ${isConcerning}
      JOIN track_enrolment e ON e.track_id = t.id AND ${isUnderway}`,
    ...{ member: sql`e.member_id`, kind: kind("TRACK_CHANGED"), actor: by, track },
  },
  {
    on: "track.withdrawn",
    from: sql`JOIN track_enrolment e ON e.track_id = ${track} AND e.status <> 'LEFT' AND e.completed_at IS NULL`,
    ...{ member: sql`e.member_id`, kind: kind("TRACK_WITHDRAWN"), actor: by, track },
  },
  {
    on: "enrolment.changed",
    concerns: ({ data }) => "promoted" in data,
    from: empty,
    member: sql`CASE WHEN (event.data->>'promoted')::boolean THEN ${learner} END`,
    ...{ kind: kind("TRACK_PLACE_GIVEN"), track },
  },
  {
    on: "track.step_dropped",
    from: sql`JOIN learning_track t ON t.id = ${track} AND t.status <> 'WITHDRAWN' JOIN track_coordinator c ON c.track_id = t.id`,
    ...{ member: sql`c.member_id`, kind: kind("TRACK_STEP_DROPPED"), actor: by, track },
  },
];
