declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    "notification.made": { memberId: string };
  }
}

export {};
