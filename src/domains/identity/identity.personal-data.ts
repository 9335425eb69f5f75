import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const identityPersonalData: PersonalData = {
  personal: {
    account: {
      exported: (id) => sql`
      SELECT email, roles::text[] AS roles, language, email_notifications AS "emailNotifications",
        email_confirmed_at AS "emailConfirmedAt", password_hash IS NOT NULL AS "hasPassword"
      FROM account WHERE member_id = ${id}`,
      erased: ({ memberId }) => [sql`DELETE FROM account WHERE member_id = ${memberId}`],
    },
    session: {
      exported: (id) => sql`
      SELECT signed_in_at AS "signedInAt", last_used_at AS "lastUsedAt", user_agent AS "userAgent"
      FROM session WHERE member_id = ${id} ORDER BY signed_in_at`,
      erased: ({ memberId }) => [sql`DELETE FROM session WHERE member_id = ${memberId}`],
    },
    sign_in_device: {
      exported: (id) => sql`
      SELECT known_since AS "knownSince", last_used_at AS "lastUsedAt"
      FROM sign_in_device WHERE member_id = ${id} ORDER BY known_since`,
      erased: ({ memberId }) => [sql`DELETE FROM sign_in_device WHERE member_id = ${memberId}`],
    },
    email_token: {
      exported: {
        nothing: "Links that were mailed and are still good: secrets that last an hour, with nothing to tell.",
      },
      erased: ({ memberId, email }) => [
        sql`DELETE FROM email_token WHERE member_id = ${memberId} OR new_email = ${email}`,
      ],
    },
    external_identity: {
      exported: (id) => sql`
      SELECT issuer, subject, linked_at AS "linkedAt", roles::text[] AS roles, roles_as_of AS "rolesAsOf" FROM external_identity WHERE member_id = ${id} ORDER BY linked_at`,
      erased: ({ memberId }) => [sql`DELETE FROM external_identity WHERE member_id = ${memberId}`],
    },
    unconfirmed_identity: {
      exported: { nothing: "A sign-in without a confirmed address is nobody's yet, and is forgotten after a day." },
      erased: ({ email }) => [sql`DELETE FROM unconfirmed_identity WHERE email = ${email}`],
    },
    sign_in_code: {
      exported: { nothing: "Codes of a sign-in under way: secrets that last a minute." },
      erased: ({ memberId }) => [sql`DELETE FROM sign_in_code WHERE member_id = ${memberId}`],
    },
    pending_sign_up: {
      exported: { nothing: "A sign-up is nobody's before it is confirmed, and is forgotten after a day." },
      erased: ({ email }) => [sql`DELETE FROM pending_sign_up WHERE email = ${email}`],
    },
  },
  impersonal: {
    refresh_token: "Hashes and encrypted tokens that belong to a session, and go with it.",
    attempt: "Hashes of what was tried in the last minutes, by processes of the version before.",
    oidc_login: "A sign-in under way, of nobody yet.",
    forgotten_identity: "Hashes of identities that are not to come back by an old token.",
  },
};
