declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    /** Without `memberId` by somebody who was not signed in. */
    "message.left": { memberId?: string };
    /** `by` assigned it, to themself as well. */
    "message.assigned": { assigneeId: string; by: string };
  }
}
