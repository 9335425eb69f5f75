import type { EnrolmentStatus } from "./track.enums.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    "track.created": { trackId: string; by: string; coordinatorIds: string[] };
    /** The names of the fields that changed, and the coordinators who were added. */
    "track.edited": { trackId: string; by: string; changed: string[]; coordinatorIds?: string[] };
    "track.published": { trackId: string; by: string };
    "track.withdrawn": { trackId: string; by: string };
    /** The subject is the enrolment; `promoted` when it got a free place from the waiting list. */
    "enrolment.changed": { trackId: string; memberId: string; status: EnrolmentStatus; promoted?: true };
    /** The subject is the enrolment: its member marked the step, or took the mark back. */
    "track.step_marked": { trackId: string; stepId: string; memberId: string; done: boolean };
    /** The subject is a step: nothing of its gatherings takes place; `by` who cancelled the last. */
    "track.step_dropped": { trackId: string; by?: string };
    /** The subject is the enrolment; once in its life. */
    "track.completed": { trackId: string; memberId: string };
  }
}
