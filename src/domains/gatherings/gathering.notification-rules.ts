import sql from "sql-template-tag";
import { moderatorRoles } from "../../core/access/role.js";
import type { NotificationKind, NotificationRule } from "../../core/notifications/notification-kind.js";

const kind = (name: NotificationKind) => sql`${name}::text`;
const gathering = sql`event."subjectId"`;
const by = sql`(event.data->>'by')::uuid`;
const toOrganisers = {
  from: sql`JOIN account ON account.roles && ${moderatorRoles}`,
  member: sql`account.member_id`,
  gathering,
};
const proposal = sql`JOIN gathering ON gathering.id = event."subjectId"`;

/** What an edit changes that those who registered have to know. */
export const concerningChanges = ["startsAt", "endsAt", "placeName", "placeAddress", "onlineUrl"];

/** Of a change of several gatherings of a series, an event of the series notifies. */
const isAlone = sql`NOT event.data ? 'inSeries'`;
const inSeries = sql`SELECT id::uuid FROM jsonb_array_elements_text(event.data->'gatheringIds') AS changed (id)`;
/** Who registered for gatherings of a series that changed, each once: for the first of theirs to begin. */
const registeredInSeries = sql`
  SELECT DISTINCT ON (r.member_id) r.member_id, r.gathering_id
  FROM registration r JOIN gathering g ON g.id = r.gathering_id
  WHERE r.gathering_id IN (${inSeries}) AND r.status IN ('GOING', 'WAITLISTED', 'REQUESTED')
  ORDER BY r.member_id, g.starts_at, g.id`;

export const gatheringNotificationRules: NotificationRule[] = [
  {
    on: "gathering.proposed",
    ...toOrganisers,
    kind: kind("GATHERING_PROPOSED"),
    actor: sql`(event.data->>'proposerId')::uuid`,
  },
  {
    on: "gathering.scheduled",
    from: sql`JOIN gathering ON gathering.id = event."subjectId" AND gathering.proposer_id IS NOT NULL`,
    member: sql`gathering.proposer_id`,
    kind: kind("PROPOSAL_ACCEPTED"),
    actor: by,
    gathering,
  },
  {
    on: "gathering.scheduled",
    from: sql`CROSS JOIN jsonb_array_elements_text(event.data->'hostIds') AS host (id)`,
    member: sql`CASE WHEN host.id IS DISTINCT FROM event.data->>'proposerId' THEN host.id::uuid END`,
    kind: kind("HOST_ADDED"),
    actor: by,
    gathering,
  },
  {
    on: "gathering.declined",
    from: proposal,
    member: sql`gathering.proposer_id`,
    kind: kind("PROPOSAL_DECLINED"),
    actor: by,
    gathering,
  },
  {
    on: "gathering.edited",
    from: sql`JOIN registration r ON r.gathering_id = event."subjectId" AND r.status IN ('GOING', 'WAITLISTED', 'REQUESTED')
      AND event.data->'changed' ?| ${concerningChanges}::text[] AND ${isAlone}`,
    member: sql`r.member_id`,
    kind: kind("GATHERING_CHANGED"),
    actor: by,
    gathering,
  },
  {
    on: "gathering.edited",
    from: sql`JOIN LATERAL jsonb_array_elements_text(event.data->'hostIds') AS host (id) ON ${isAlone}`,
    // Of one event a member is notified once: of what changes for those who registered, if they did.
    member: sql`CASE WHEN NOT (event.data->'changed' ?| ${concerningChanges}::text[] AND EXISTS (
      SELECT FROM registration r WHERE r.gathering_id = event."subjectId" AND r.member_id = host.id::uuid
        AND r.status IN ('GOING', 'WAITLISTED', 'REQUESTED'))) THEN host.id::uuid END`,
    kind: kind("HOST_ADDED"),
    actor: by,
    gathering,
  },
  {
    on: "gathering.cancelled",
    from: sql`JOIN LATERAL (
      SELECT member_id FROM registration r WHERE r.gathering_id = event."subjectId" AND r.status IN ('GOING', 'WAITLISTED', 'REQUESTED', 'INVITED')
      UNION SELECT member_id FROM gathering_host h WHERE h.gathering_id = event."subjectId") AS concerned ON ${isAlone}`,
    member: sql`concerned.member_id`,
    kind: kind("GATHERING_CANCELLED"),
    actor: by,
    gathering,
  },
  {
    on: "series.edited",
    from: sql`JOIN LATERAL (${registeredInSeries}) AS concerned ON event.data->'changed' ?| ${concerningChanges}::text[]`,
    member: sql`concerned.member_id`,
    kind: kind("GATHERING_CHANGED"),
    actor: by,
    gathering: sql`concerned.gathering_id`,
  },
  {
    on: "series.edited",
    from: sql`CROSS JOIN jsonb_array_elements_text(event.data->'hostIds') AS host (id)`,
    member: sql`CASE WHEN NOT (event.data->'changed' ?| ${concerningChanges}::text[]
      AND host.id::uuid IN (SELECT member_id FROM (${registeredInSeries}) AS concerned)) THEN host.id::uuid END`,
    kind: kind("HOST_ADDED"),
    actor: by,
    gathering: sql`(event.data->'gatheringIds'->>0)::uuid`,
  },
  {
    on: "series.cancelled",
    from: sql`CROSS JOIN LATERAL (
      SELECT DISTINCT ON (member_id) member_id, gathering_id FROM (
        SELECT member_id, gathering_id FROM (${registeredInSeries}) AS registered
        UNION ALL SELECT member_id, gathering_id FROM gathering_host WHERE gathering_id IN (${inSeries})) AS either
      JOIN gathering g ON g.id = gathering_id ORDER BY member_id, g.starts_at, g.id) AS concerned`,
    member: sql`concerned.member_id`,
    kind: kind("GATHERING_CANCELLED"),
    actor: by,
    gathering: sql`concerned.gathering_id`,
  },
  { on: "gathering.host_needed", ...toOrganisers, kind: kind("HOST_NEEDED") },
];
