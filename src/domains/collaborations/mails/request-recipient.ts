import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import type { Language } from "../../../core/texts/language.js";
import { awaitsFirstSignIn } from "../../identity/activity.js";
import { blockBetween } from "../../members/member.visibility.js";
import type { CollaborationRequestStatus } from "../collaboration-request.enums.js";

/** The payload of mails about a request: the request, and the recipient of the mail. */
export interface RequestPayload {
  memberId: string;
  requestId: string;
}

interface Recipient {
  email: string;
  language: Language;
  /** The name of the other member. */
  name: string;
}

/**
 * The recipient of a mail about a request with this status; null when they opted out, may not see the other member, or were
 * imported and have not signed in yet.
 */
export async function recipientOf(
  db: Connection,
  { memberId, requestId }: RequestPayload,
  status: CollaborationRequestStatus,
): Promise<Recipient | null> {
  const [recipient] = await db.query<Recipient>(sql`
    SELECT account.email, account.language, other.name
    FROM collaboration_request request
    JOIN account ON account.member_id = ${memberId} AND account.email_notifications
    JOIN member other ON other.id IN (request.from_id, request.to_id) AND other.id <> account.member_id
    WHERE request.id = ${requestId} AND request.status = ${status} AND ${memberId} IN (request.from_id, request.to_id)
      AND (request.status <> 'PENDING' OR request.expires_at > now())
      AND NOT ${awaitsFirstSignIn(sql`account.member_id`)} AND other.hidden_at IS NULL AND other.erased_at IS NULL
      AND NOT ${blockBetween(sql`request.from_id`, sql`request.to_id`)}`);
  return recipient ?? null;
}
