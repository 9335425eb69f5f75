import type { SharingStatus } from "./sharing/sharing.enums.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    /** Without `memberId` by somebody who was not signed in; `held` when it looks like spam. */
    "message.left": { memberId?: string; held?: true };
    /** `by` let it through, though it looked like spam. */
    "message.released": { by: string };
    /** Without `memberId` when its sender was not signed in. */
    "message.answered": { memberId?: string };
    "message.sharing_proposed": { memberId: string };
    "message.sharing_answered": { proposedById: string; status: SharingStatus };
    /** `by` assigned it, to themself as well. */
    "message.assigned": { assigneeId: string; by: string };
  }
}
