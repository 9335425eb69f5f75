import type { Logger } from "pino";
import sql from "sql-template-tag";
import { ThemeFollowers1764000000100 } from "../../../migrations/1764000000100-theme-followers.js";
import type { CoreServices } from "../../core/graphql/context.js";
import type { DomainModule } from "../domain-module.js";
import { DigestItem } from "./digest-item.entity.js";
import { themeDigestMail } from "./digest.mail.js";
import { themeDigestsJob } from "./digests.job.js";
import { serveFollowPage } from "./follow-page.routes.js";
import { themeFollowMail } from "./follow.mail.js";
import { ThemeFollowMutations } from "./follow.mutations.js";
import { ThemeFollow } from "./theme-follow.entity.js";
import { ThemeFollower } from "./theme-follower.entity.js";
import { themeFollowersPersonalData } from "./theme-followers.personal-data.js";

export const themeFollowersModule = {
  name: "theme-followers",
  entities: [DigestItem, ThemeFollow, ThemeFollower],
  migrations: [ThemeFollowers1764000000100],
  resolvers: [ThemeFollowMutations],
  routes: serveFollowPage,
  mails: { themeFollow: themeFollowMail, themeDigest: themeDigestMail },
  undelivered: {
    // Nobody reads mails at an address that refuses them for good.
    themeDigest: async (db, { followerId }, isRefused) => {
      if (!isRefused) return;
      await db.query(sql`
        WITH gone AS (DELETE FROM theme_follower WHERE id = ${followerId} RETURNING 1) SELECT FROM gone`);
    },
  },
  jobs: (services: CoreServices, log: Logger) => [themeDigestsJob(services, log)],
  retention: [
    sql`DELETE FROM theme_follow WHERE confirmed_at IS NULL AND requested_at < now() - interval '1 day'`,
    sql`DELETE FROM theme_follower e WHERE requested_at < now() - interval '1 day'
      AND NOT EXISTS (SELECT FROM theme_follow WHERE follower_id = e.id)`,
    sql`DELETE FROM theme_digest_item WHERE mailed_at < now() - interval '90 days'`,
  ],
  mergedReferences: [
    {
      ...{ to: "theme", table: "theme_follow", column: "theme_id", uniqueWith: "follower_id" },
      keeping: sql`confirmed_at = least(survivor.confirmed_at, merged.confirmed_at)`,
    },
  ],
  personalData: themeFollowersPersonalData,
} satisfies DomainModule;
