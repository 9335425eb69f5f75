import sql, { type Sql } from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { connectionOf } from "../database/database.js";

/** All kinds of event, with what their `data` holds. Ids and enum values alone. */
export interface EventData {
  "idea.posted": { authorId: string; kind: string; themeIds: string[] };
  "idea.edited": { authorId: string; kind: string; themeIds: string[] };
  "idea.withdrawn": { authorId: string };
  "idea.supported": { memberId: string };
  "idea.unsupported": { memberId: string };
  /** `answeredId` is who wrote the comment that a reply answers. */
  "comment.added": { ideaId: string; authorId: string; answeredId?: string };
  "member.joined": object;
  "member.updated": object;
  "member.erased": object;
  /** Access tokens of these sessions are not valid any more; with `everywhere`, neither are the member's that belong to none. */
  "sessions.revoked": { memberId: string; sessionIds: string[]; everywhere: boolean };
  "interests.set": { memberId: string };
  "member.blocked": { blockerId: string; blockedId: string };
  "member.unblocked": { blockerId: string; blockedId: string };
  /** A moderator decided, or took a decision back; the subject may be hidden or shown from now on, its authors suspended or free. */
  "moderation.decided": Decided;
  "moderation.reversed": Decided;
  /** A member wants another not suggested, or suggested again: only for figures and for what suggestions learn from. */
  "suggestion.dismissed": { memberId: string; dismissedId: string; reason: string };
  "suggestion.restored": { memberId: string; dismissedId: string };
  /** The way from a suggestion to what came of it; the subject is the request, then the collaboration. `suggested` tells that who asks was shown the other. */
  "collaboration.requested": { fromId: string; toId: string; ideaId: string | null; suggested: boolean };
  /** Whom it was put to accepted or declined. */
  "collaboration.answered": { fromId: string; toId: string; accepted: boolean };
  /** Taken back, or run out: WITHDRAWN or EXPIRED. */
  "collaboration.unanswered": { fromId: string; toId: string; status: string };
  /** By an accepted request; those of an import are in `network.imported`. */
  "collaboration.started": { memberIds: string[]; ideaId: string | null };
  "collaboration.staged": { stage: string };
  /** A member does not take part any more; the others go on. */
  "collaboration.left": { memberId: string };
  /** What came of it was written, or taken away. */
  "collaboration.outcome": { told: boolean };
  /** What suggestions are ranked by from now on. */
  "ranker.trained": { version: number; ranking: string };
  /** `promoted` when a place came free and the member, who waited for one, got it. */
  "registration.changed": { gatheringId: string; memberId: string; status: string; promoted?: true };
  /** A notification is there for a member. */
  "notification.made": { memberId: string };
  /** Rows of one file came in by import; readers that keep a copy of such rows look again. */
  "network.imported": { source: string; file: string; rows: number };
}

interface Decided {
  decisionId: string;
  decision: string;
  subjectKind: string;
  affectedIds: string[];
  /** When the subject is one. */
  gatheringId?: string;
}

export type NewEvent = {
  [Kind in keyof EventData]: { kind: Kind; subjectId: string | null; data: EventData[Kind] };
}[keyof EventData];

/** Writes events. The log's lock is held from here to the commit, so this is the last statement of a transaction. */
export async function appendEvents(manager: EntityManager, events: NewEvent[]): Promise<void> {
  if (events.length > 0) await connectionOf(manager).query(insertEvents(events));
}

/** What writes events, in their order: the same text however many they are. */
export const insertEvents = (events: NewEvent[]): Sql => sql`
  INSERT INTO event (kind, subject_id, data)
  SELECT kind, "subjectId", data FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
    AS announced (kind text, "subjectId" uuid, data jsonb)`;
