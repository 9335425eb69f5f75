import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import type { Language } from "../../../core/graphql/language.js";
import { blockBetween } from "../../members/member.visibility.js";
import type { CollaborationRequestStatus } from "../collaboration-request.enums.js";

/** What the mails about a request go to: the request, and the one of the two who is told. */
export interface RequestPayload {
  memberId: string;
  requestId: string;
}

interface Recipient {
  email: string;
  language: Language;
  /** The name of the other. */
  name: string;
}

/** Whom to tell about a request that is at this status; nobody when they do not want mails, or do not see the other any more. */
export async function recipientOf(
  db: Connection,
  { memberId, requestId }: RequestPayload,
  status: CollaborationRequestStatus,
): Promise<Recipient | null> {
  const [told] = await db.query<Recipient>(sql`
    SELECT account.email, account.language, other.name
    FROM collaboration_request request
    JOIN account ON account.member_id = ${memberId} AND account.email_notifications
    JOIN member other ON other.id IN (request.from_id, request.to_id) AND other.id <> account.member_id
    WHERE request.id = ${requestId} AND request.status = ${status} AND ${memberId} IN (request.from_id, request.to_id)
      AND (request.status <> 'PENDING' OR request.expires_at > now())
      AND other.hidden_at IS NULL AND other.erased_at IS NULL
      AND NOT ${blockBetween(sql`request.from_id`, sql`request.to_id`)}`);
  return told ?? null;
}
