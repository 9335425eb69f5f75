import sql, { type Sql } from "sql-template-tag";
import type { EventKind, EventOf, LoggedEvent } from "../../../core/event-log/events.js";
import { EnrolmentStatus } from "../track.enums.js";

/** What events may have changed: enrolments, by what is known of them, and gatherings that may take place no more. */
export interface Concerned {
  enrolmentIds: string[];
  trackIds: string[];
  checkIns: { memberId: string; gatheringId: string }[];
  gatherings: { id: string; by: string | null }[];
  /** Whether an import may have changed any of them. */
  all: boolean;
}

/** The files of an import that have who was where, and what takes place. */
const files: readonly string[] = ["registrations.csv", "gatherings.csv"];

type Effects = { [Kind in EventKind]?: (found: Concerned, event: EventOf<Kind>) => void };

/** What the events of each kind may have changed: somebody may have completed a track, or a step may count no more. */
const effects: Effects = {
  "registration.changed": ({ checkIns }, { data: { memberId, gatheringId, checkedIn } }) => {
    if (checkedIn && memberId !== undefined) checkIns.push({ memberId, gatheringId });
  },
  "enrolment.changed": ({ enrolmentIds }, { subjectId, data }) => {
    if (data.status === EnrolmentStatus.ENROLLED) enrolmentIds.push(subjectId);
  },
  "track.step_marked": ({ enrolmentIds }, { subjectId, data }) => {
    if (data.done) enrolmentIds.push(subjectId);
  },
  "track.edited": ({ trackIds }, { data: { trackId, changed } }) => {
    if (changed.includes("steps") || changed.includes("requiredSteps")) trackIds.push(trackId);
  },
  "gathering.cancelled": ({ gatherings }, { data }) => void gatherings.push({ id: data.gatheringId, by: data.by }),
  "moderation.decided": ({ gatherings }, { data }) => moderated(gatherings, data),
  "moderation.reversed": ({ gatherings }, { data }) => moderated(gatherings, data),
  "network.imported": (found, { data }) => void (found.all ||= files.includes(data.file)),
};

function moderated(gatherings: Concerned["gatherings"], { gatheringId }: { gatheringId?: string }): void {
  if (gatheringId !== undefined) gatherings.push({ id: gatheringId, by: null });
}

export const followedKinds = Object.keys(effects) as EventKind[];

/** What these events may have changed; null when that is nothing. */
export function concernedBy(events: readonly LoggedEvent[]): Concerned | null {
  const found: Concerned = { enrolmentIds: [], trackIds: [], checkIns: [], gatherings: [], all: false };
  for (const event of events) effects[event.kind]?.(found, event as never);
  const { enrolmentIds, trackIds, checkIns, gatherings, all } = found;
  return all || [enrolmentIds, trackIds, checkIns, gatherings].some((list) => list.length > 0) ? found : null;
}

const stepsAt = sql`track_step s ON s.gathering_id = g.id OR s.series_id = g.series_id`;

/** The ids of the enrolments that may have been completed, as a subquery; without those that an import may have. */
export function concernedEnrolments({ enrolmentIds, trackIds, checkIns, gatherings }: Concerned): Sql {
  return sql`
    SELECT unnest(${enrolmentIds}::uuid[]) AS id
    UNION SELECT id FROM track_enrolment WHERE track_id = ANY(${trackIds}::uuid[])
    UNION SELECT en.id
      FROM unnest(${checkIns.map(({ memberId }) => memberId)}::uuid[], ${checkIns.map(({ gatheringId }) => gatheringId)}::uuid[])
        AS check_in (member_id, gathering_id)
      JOIN gathering g ON g.id = check_in.gathering_id JOIN ${stepsAt}
      JOIN track_enrolment en ON en.track_id = s.track_id AND en.member_id = check_in.member_id
    UNION SELECT en.id
      FROM gathering g JOIN ${stepsAt} JOIN track_enrolment en ON en.track_id = s.track_id
      WHERE g.id = ANY(${gatherings.map(({ id }) => id)}::uuid[])`;
}
