declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    "member.joined": Record<string, never>;
    /**
     * Access tokens of these sessions are not valid any more; with `everywhere`, neither are the member's that belong
     * to none.
     */
    "sessions.revoked": { memberId: string; sessionIds: string[]; everywhere: boolean };
  }
  interface SubjectlessEventPayloads {
    /** No access token and no link from before is valid any more: a backup was restored. */
    "sessions.voided": Record<string, never>;
  }
}

export {};
