declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    "member.erased": Record<string, never>;
  }
}

export {};
