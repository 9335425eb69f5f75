import { createHmac, timingSafeEqual } from "node:crypto";
import sql from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import type { Language } from "../../core/texts/language.js";

/** What a link in a mail does: it confirms a theme, ends one, or ends all. */
export type FollowLinkAction = "CONFIRM" | "STOP" | "ALL";

/** Whom a link was mailed to, and what it does. */
export interface FollowLink {
  action: FollowLinkAction;
  follower: { id: string; language: Language };
  /** The follow that it is about; null for all. */
  followId: string | null;
}

interface Signer {
  id: string;
  mailKey: string;
}

const signatureOf = ({ id, mailKey }: Signer, what: string): string =>
  createHmac("sha256", mailKey).update(`themes ${id} ${what}`).digest("base64url");

/** The address of the page on which a follower does something; it is signed with their own key, which is stored. */
export function followLink(
  publicUrl: string,
  follower: Signer,
  action: FollowLinkAction,
  followId: string | null = null,
): string {
  const what = followId === null ? action : `${action}.${followId}`;
  return `${publicUrl}/mails/themes?token=${follower.id}.${what}.${signatureOf(follower, what)}`;
}

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const tokenForm = new RegExp(`^(${uuid})\\.(ALL|(?:CONFIRM|STOP)\\.${uuid})\\.([\\w-]{43})$`);

/** What the link with this token does; null for one that is not valid, and once the follower is gone. */
export async function followLinkOf(db: Connection, token: string): Promise<FollowLink | null> {
  const [, id, what, signature] = tokenForm.exec(token) ?? [];
  if (id === undefined || what === undefined || signature === undefined) return null;
  const [follower] = await db.query<Signer & { language: Language }>(
    sql`SELECT id, mail_key AS "mailKey", language FROM theme_follower WHERE id = ${id}`,
  );
  if (!follower) return null;
  if (!timingSafeEqual(Buffer.from(signatureOf(follower, what)), Buffer.from(signature))) return null;
  const [action, followId = null] = what.split(".") as [FollowLinkAction, string?];
  return { action, follower: { id, language: follower.language }, followId };
}
