import sql from "sql-template-tag";
import type { PersonalData } from "../../core/access/personal-data.js";

export const themeFollowersPersonalData = {
  personal: {
    theme_follower: {
      purpose: "Who follows themes by e-mail, with or without an account, so that they get a weekly digest.",
      retention:
        "1 day until a theme is confirmed; then until they follow none any more, or the address refuses mails.",
      exported: (id) => sql`
        SELECT e.email, e.language, e.requested_at AS "requestedAt", e.confirmed_at AS "confirmedAt"
        FROM theme_follower e JOIN account ON account.email = e.email WHERE account.member_id = ${id}`,
      erased: ({ email }) => [sql`DELETE FROM theme_follower WHERE email = ${email}`],
    },
    theme_follow: {
      purpose: "The themes that they follow, or asked to follow.",
      retention: "As the follower; 1 day while it is not confirmed.",
      exported: (id) => sql`
        SELECT theme.slug AS theme, f.requested_at AS "requestedAt", f.confirmed_at AS "confirmedAt"
        FROM theme_follow f JOIN theme_follower e ON e.id = f.follower_id JOIN theme ON theme.id = f.theme_id
        JOIN account ON account.email = e.email WHERE account.member_id = ${id} ORDER BY theme.slug`,
      erased: ({ email }) => [
        sql`DELETE FROM theme_follow f USING theme_follower e WHERE e.id = f.follower_id AND e.email = ${email}`,
      ],
    },
    theme_digest_item: {
      purpose: "The ideas and gatherings that they were mailed, so that each is mailed once.",
      retention: "90 days after the mail.",
      exported: (id) => sql`
        SELECT d.idea_id AS "ideaId", d.gathering_id AS "gatheringId", d.mailed_at AS "mailedAt"
        FROM theme_digest_item d JOIN theme_follower e ON e.id = d.follower_id
        JOIN account ON account.email = e.email WHERE account.member_id = ${id} ORDER BY d.mailed_at, d.id`,
      erased: ({ email }) => [
        sql`DELETE FROM theme_digest_item d USING theme_follower e WHERE e.id = d.follower_id AND e.email = ${email}`,
      ],
    },
  },
} satisfies PersonalData;
