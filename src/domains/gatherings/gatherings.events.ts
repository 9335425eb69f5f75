import type { AgendaItemStatus } from "./agenda/agenda-item.entity.js";
import type { RegistrationStatus } from "./gathering.enums.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    "gathering.proposed": { gatheringId: string; proposerId: string };
    /** `proposerId` when it was a proposal, which `by` accepted. */
    "gathering.scheduled": { gatheringId: string; by: string; hostIds: string[]; proposerId?: string };
    /** `by` declined the proposal, or withdrew it. */
    "gathering.declined": { gatheringId: string; by: string };
    /**
     * The names of the fields that changed, the hosts who were added, and the number of places, so that the log tells how
     * many there were at any time. `inSeries` when others of its series were edited with it, of which an event of the
     * series notifies members.
     */
    "gathering.edited": {
      gatheringId: string;
      by: string;
      changed: string[];
      hostIds?: string[];
      capacity?: { before: number | null; after: number | null };
      inSeries?: true;
    };
    "gathering.cancelled": { gatheringId: string; by: string; inSeries?: true };
    /** What changed of at least one of these gatherings, the first to begin first, and the hosts who were added. */
    "series.edited": { gatheringIds: string[]; by: string; changed: string[]; hostIds: string[] };
    "series.cancelled": { gatheringIds: string[]; by: string };
    /** `decided` unless only what is planned for the item changed. */
    "agenda.changed": { gatheringId: string; ideaId: string; by: string; status: AgendaItemStatus; decided?: true };
    /** The subject is the outcome; `first` unless it was an edit. */
    "outcome.recorded": { gatheringId: string; by: string; first?: true };
    /** Its last host has left. */
    "gathering.host_needed": { gatheringId: string };
    /** A host mailed those registered: the subject is the mail. */
    "gathering.mailed": { gatheringId: string; by: string };
    /** The gathering is near: the member, who has a place, is reminded of it. */
    "registration.reminded": { gatheringId: string; memberId: string };
    /**
     * Without `memberId` it is a guest's. `promoted` when it got a free place from the waiting list; `checkedIn` when that is
     * what changed, `checkedInBy` a host unless on the check-in page; `by` when a host decided about it, or invited the member.
     */
    "registration.changed": {
      gatheringId: string;
      memberId?: string;
      status: RegistrationStatus;
      promoted?: true;
      checkedIn?: boolean;
      checkedInBy?: string;
      by?: string;
    };
  }
}
