declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    "member.updated": Record<string, never>;
    "interests.set": { memberId: string };
  }
}

export {};
