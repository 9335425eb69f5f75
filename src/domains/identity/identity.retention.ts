import sql, { type Sql } from "sql-template-tag";
import { deviceLifetime } from "./sign-in/sign-in-device.service.js";
import { forgetSuccessors } from "./refresh/refresh-session.service.js";
import { idleLifetime } from "./session.service.js";

/** Deletes what has expired: names, addresses and user agents are not kept longer than they are needed. */
export const identityRetention: Sql[] = [
  sql`DELETE FROM pending_sign_up WHERE expires_at < now()`,
  sql`DELETE FROM email_token WHERE expires_at < now()`,
  sql`DELETE FROM oidc_login WHERE expires_at < now()`,
  sql`DELETE FROM unconfirmed_identity WHERE expires_at < now()`,
  sql`DELETE FROM sign_in_code WHERE expires_at < now()`,
  sql`DELETE FROM sign_in_device WHERE last_used_at < now() - ${deviceLifetime}`,
  sql`DELETE FROM session WHERE last_used_at < now() - ${idleLifetime}`,
  forgetSuccessors,
  sql`DELETE FROM invitation WHERE NOT EXISTS (
    SELECT FROM account WHERE account.member_id = invitation.member_id AND first_signed_in_at IS NULL)`,
  sql`DELETE FROM forgotten_identity WHERE forgotten_at < now() - interval '1 day'`,
  // Processes of the version before write it until the last of them has ended.
  sql`DELETE FROM attempt WHERE minute < now() - interval '5 minutes'`,
];
