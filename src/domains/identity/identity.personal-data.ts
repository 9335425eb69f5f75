import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const identityPersonalData: PersonalData = {
  personal: {
    account: {
      purpose: "Signs members in, and writes to them.",
      retention: "Until the account is erased: by its member, or `DORMANT_AFTER_DAYS` after it was last used.",
      exported: (id) => sql`
      SELECT email, roles::text[] AS roles, language, email_notifications AS "emailNotifications",
        digest_hour AS "digestHour", reminder_hours AS "reminderHours",
        help_requests_per_month AS "helpRequestsPerMonth",
        email_confirmed_at AS "emailConfirmedAt", first_signed_in_at AS "firstSignedInAt", last_active_at AS "lastActiveAt",
        erasure_due_at AS "erasureDueAt", password_hash IS NOT NULL AS "hasPassword"
      FROM account WHERE member_id = ${id}`,
      erased: ({ memberId }) => [sql`DELETE FROM account WHERE member_id = ${memberId}`],
    },
    session: {
      purpose: "Keeps a member signed in.",
      retention: "Until the member signs out, or 30 days after the last refresh.",
      exported: (id) => sql`
      SELECT signed_in_at AS "signedInAt", last_used_at AS "lastUsedAt", user_agent AS "userAgent"
      FROM session WHERE member_id = ${id} ORDER BY signed_in_at`,
      erased: ({ memberId }) => [sql`DELETE FROM session WHERE member_id = ${memberId}`],
    },
    sign_in_device: {
      purpose: "Lets a known device sign in without delay while others try to.",
      retention: "180 days after the last sign-in, until the password changes or all sessions are ended.",
      exported: (id) => sql`
      SELECT known_since AS "knownSince", last_used_at AS "lastUsedAt"
      FROM sign_in_device WHERE member_id = ${id} ORDER BY known_since`,
      erased: ({ memberId }) => [sql`DELETE FROM sign_in_device WHERE member_id = ${memberId}`],
    },
    feed_address: {
      purpose: "Lets calendars and other programs of a member read feeds of theirs.",
      retention: "Until the member revokes it, the password changes, all sessions end, or the account is erased.",
      exported: (id) => sql`SELECT language, created_at AS "createdAt" FROM feed_address WHERE member_id = ${id}`,
      erased: ({ memberId }) => [sql`DELETE FROM feed_address WHERE member_id = ${memberId}`],
    },
    accepted_statement: {
      purpose: "Shows which version of the privacy statement a member accepted, and when.",
      retention: "Until the account is erased.",
      exported: (id) => sql`
      SELECT version, accepted_at AS "acceptedAt" FROM accepted_statement WHERE member_id = ${id} ORDER BY accepted_at`,
      erased: ({ memberId }) => [sql`DELETE FROM accepted_statement WHERE member_id = ${memberId}`],
    },
    invitation: {
      purpose: "Invites imported members to sign in, once each.",
      retention: "Until the member first signs in, or the account is erased; the link for 30 days.",
      exported: (id) => sql`
      SELECT address, invited_at AS "invitedAt", statement_version AS "statementVersion", expires_at AS "expiresAt"
      FROM invitation WHERE member_id = ${id}`,
      erased: ({ memberId, email }) => [
        sql`DELETE FROM invitation WHERE member_id = ${memberId} OR address = ${email}`,
      ],
    },
    email_token: {
      purpose: "Confirms what a member asked for, by a mailed link.",
      retention: "1 hour.",
      exported: {
        nothing: "Links that were mailed and are still good: secrets that last an hour, with nothing to tell.",
      },
      erased: ({ memberId, email }) => [
        sql`DELETE FROM email_token WHERE member_id = ${memberId} OR new_email = ${email}`,
      ],
    },
    external_identity: {
      purpose: "Signs members in at the issuer of their organisation.",
      retention: "Until the account is erased.",
      exported: (id) => sql`
      SELECT issuer, subject, linked_at AS "linkedAt", roles::text[] AS roles, roles_as_of AS "rolesAsOf" FROM external_identity WHERE member_id = ${id} ORDER BY linked_at`,
      erased: ({ memberId }) => [sql`DELETE FROM external_identity WHERE member_id = ${memberId}`],
    },
    unconfirmed_identity: {
      purpose: "Confirms the address of somebody whose issuer gives none.",
      retention: "1 day.",
      exported: { nothing: "A sign-in without a confirmed address is nobody's yet, and is forgotten after a day." },
      erased: ({ email }) => [sql`DELETE FROM unconfirmed_identity WHERE email = ${email}`],
    },
    sign_in_code: {
      purpose: "Completes a sign-in at an issuer.",
      retention: "1 minute.",
      exported: { nothing: "Codes of a sign-in under way: secrets that last a minute." },
      erased: ({ memberId }) => [sql`DELETE FROM sign_in_code WHERE member_id = ${memberId}`],
    },
    pending_sign_up: {
      purpose: "Confirms the address of somebody who signs up.",
      retention: "1 day.",
      exported: { nothing: "A sign-up is nobody's before it is confirmed, and is forgotten after a day." },
      erased: ({ email }) => [sql`DELETE FROM pending_sign_up WHERE email = ${email}`],
    },
  },
  impersonal: {
    refresh_token: {
      nobody: "Hashes and encrypted tokens that belong to a session, and go with it.",
      retention:
        "As long as its session; used ones for 2 days while the session is refreshed, what they led to for 30 seconds.",
    },
    attempt: {
      nobody: "Hashes of what was tried in the last minutes, by processes of the version before.",
      retention: "5 minutes.",
    },
    oidc_login: { nobody: "A sign-in under way, of nobody yet.", retention: "10 minutes." },
    forgotten_identity: {
      nobody: "Hashes of identities that are not to come back by an old token.",
      retention: "1 day.",
    },
  },
};
