import type { RegistrationStatus } from "./gathering.enums.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    /** `promoted` when the member got a free place from the waiting list. */
    "registration.changed": { gatheringId: string; memberId: string; status: RegistrationStatus; promoted?: true };
  }
}
