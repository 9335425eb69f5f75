import type { PracticeField } from "./history/practice-field.enum.js";
import type { PracticeKind, PracticeStatus } from "./practice.enums.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    /** `contactId` is somebody else than the sharer. */
    "practice.shared": {
      sharedById: string;
      kind: PracticeKind;
      status: PracticeStatus;
      themeIds: string[];
      contactId?: string;
    };
    /** `by` is the sharer, or the contact who declines to be it; `changed` has the fields that are different now. */
    "practice.edited": {
      by: string;
      sharedById: string;
      kind: PracticeKind;
      status: PracticeStatus;
      themeIds: string[];
      changed: PracticeField[];
      /** Who is the contact now and was not before. */
      contactId?: string;
      /** It was declined before, and is in review again. */
      submitted?: true;
    };
    /** Once in the life of a practice: when it is shared, approved, or submitted again by who needs no review. */
    "practice.published": { sharedById: string; kind: PracticeKind; themeIds: string[] };
    "practice.withdrawn": { sharedById: string };
    /** `by` is an organiser. */
    "practice.reviewed": { by: string; sharedById: string; status: PracticeStatus };
    /** The subject is the use. */
    "practice.used": { practiceId: string; usedById: string };
    /** The subject is the use. */
    "practice.use-edited": { practiceId: string; usedById: string };
  }
}
