declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    "member.blocked": { blockerId: string; blockedId: string };
    "member.unblocked": { blockerId: string; blockedId: string };
  }
}

export {};
