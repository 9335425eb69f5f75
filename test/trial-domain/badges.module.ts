import sql from "sql-template-tag";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { z } from "zod";
import { Projection } from "../../src/core/event-log/projection.js";
import type { LoggedEvent } from "../../src/core/event-log/events.js";
import { Language } from "../../src/core/texts/language.js";
import type { CoreServices } from "../../src/core/graphql/context.js";
import type { RouteOptions } from "../../src/core/graphql/route-options.js";
import { PeriodicJob } from "../../src/core/jobs/periodic-job.js";
import { mailMessage } from "../../src/core/mail/mail-message.js";
import type { MailContext } from "../../src/core/mail/mail-template.js";
import { searchedTable } from "../../src/core/search/searched-table.js";
import type { DomainModule, ServiceOptions } from "../../src/domains/domain-module.js";
import { id } from "../../src/import/cells/cells.js";
import { importFile } from "../../src/import/import-file.js";
import { membersBySourceId } from "../../src/domains/members/imported-members.js";
import { known } from "../../src/import/invalid-row.js";
import {
  badgeAuditActions,
  badgeErrors,
  badgeNotificationRules,
  badgeNotifications,
  badgePolicy,
  badgeSubjects,
} from "./badge.declarations.js";
import { Badge } from "./badge.entity.js";
import { badgeById, badgeGiven, BadgeResolver } from "./badge.resolver.js";
import { Badges1999000000001 } from "./badges.migration.js";

/** How many badges there are, in memory. */
class BadgeCount {
  count = 0;
  started = false;
  runs = 0;
  readonly projection: Projection;

  constructor({ database, events }: CoreServices, log: Logger) {
    const load = async (): Promise<void> => {
      const [row] = await database.query<{ count: number }>(sql`SELECT count(*)::int AS count FROM badge`);
      this.count = row!.count;
    };
    const affectedIds = ({ kind, subjectId }: LoggedEvent): string[] => (kind === "badge.given" ? [subjectId] : []);
    this.projection = new Projection(events, log, { name: "badges", load, read: load, affectedIds });
  }
}

export interface BadgeServices {
  badges: BadgeCount;
}

const texts = { title: "Badge", explanation: "Badge.", button: "Badge", done: "A badge it is." };

/** A domain that uses every part of a module. */
export const badgesModule = {
  name: "badges",
  entities: [Badge],
  migrations: [Badges1999000000001],
  resolvers: [BadgeResolver],
  nodes: { badge: badgeById },
  subscriptions: [badgeGiven],
  sharedFields: { BadgeGiven: ["cursor", "badge"], Badge: ["id", "label"] },
  pages: {
    "wear-badge": {
      asksPassword: false,
      texts: { [Language.NL]: texts, [Language.FR]: texts, [Language.EN]: texts },
      act: () => Promise.resolve(),
    },
  },
  routes: (app: FastifyInstance, { services }: RouteOptions<CoreServices & BadgeServices>) => {
    app.get("/badges/count", () => ({ count: services.badges.count }));
  },
  importFiles: [
    importFile({
      name: "badges.csv",
      tables: () => ({ badge: null }),
      rules: () => z.object({ member: id, label: z.string() }),
      key: (row) => row.label,
      lookUp: (rows, batch) =>
        membersBySourceId(
          batch,
          rows.map((row) => row.member),
        ),
      resolve: (row, members) => ({
        memberId: known(members, "member", row.member, "members.csv"),
        label: row.label,
      }),
      insert: async (badges, batch) => {
        for (const { memberId, label } of badges)
          await batch.query(sql`
            INSERT INTO badge (id, member_id, gathering_id, label, expires_at)
            VALUES (${batch.newId()}, ${memberId}, ${batch.newId()}, ${label}, now() - interval '1 day')`);
        return badges.length;
      },
    }),
  ],
  searched: [searchedTable("badge", { label: "A" })],
  personalData: {
    personal: {
      badge: {
        purpose: "Shows who got which badge.",
        retention: "1 second.",
        exported: (memberId: string) => sql`SELECT label FROM badge WHERE member_id = ${memberId}`,
        erased: ({ memberId }: { memberId: string }) => [sql`DELETE FROM badge WHERE member_id = ${memberId}`],
      },
    },
  },
  userErrors: badgeErrors,
  notifications: { kinds: badgeNotifications, rules: badgeNotificationRules },
  subjects: badgeSubjects,
  auditActions: badgeAuditActions,
  policy: badgePolicy,
  mails: {
    badgeGiven: async ({ db }: MailContext, { memberId }: { memberId: string }) => {
      const [account] = await db.query<{ email: string }>(sql`SELECT email FROM account WHERE member_id = ${memberId}`);
      return account ? mailMessage(account.email, Language.NL, { subject: "Je badge", paragraphs: ["Dag,"] }) : null;
    },
  },
  undelivered: { badgeGiven: () => Promise.resolve() },
  retention: [sql`DELETE FROM badge WHERE expires_at < now()`],
  services: (base: CoreServices, { log }: ServiceOptions): BadgeServices => ({ badges: new BadgeCount(base, log) }),
  start: ({ badges }: CoreServices & BadgeServices) => void (badges.started = true),
  projections: ({ badges }: CoreServices & BadgeServices) => [badges.projection],
  jobs: ({ badges }: CoreServices & BadgeServices, log: Logger) => [
    new PeriodicJob(
      {
        name: "badges",
        intervalMs: 60_000,
        run: () => Promise.resolve(void badges.runs++),
        failureMessage: "badges could not be counted",
      },
      log,
    ),
  ],
  gauges: ({ badges }: CoreServices & BadgeServices) => [
    { name: "ino_badges", help: "Badges", value: () => badges.count },
  ],
  isolation: {
    isIsolated: (memberId: string) => sql`EXISTS (SELECT FROM badge WHERE member_id = ${memberId})`,
    isolatedBy: (event: LoggedEvent) => (event.kind === "badge.given" ? [event.data.memberId] : []),
  },
} satisfies DomainModule;
