import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Sql } from "sql-template-tag";
import type { MigrationInterface } from "typeorm";
import type { Config } from "../config.js";
import type { AuditAction } from "../core/access/audit-action.js";
import type { RecordedErasure } from "../core/access/erasure-log.js";
import type { PersonalData, PersonalTable } from "../core/access/personal-data.js";
import type { Policy } from "../core/access/policy.js";
import type { SubjectDeclaration, SubjectKind } from "../core/access/subject-kind.js";
import type { Declared } from "../core/closed-sets/closed-set.js";
import type { MergedReference } from "../core/database/merged-references.js";
import type { EntityClass } from "../core/database/rows.js";
import type { UserErrorCode } from "../core/errors/user-error-code.js";
import type { Projection } from "../core/event-log/projection.js";
import type { CoreServices, TransactionContext } from "../core/graphql/context.js";
import type { NodeLoaders } from "../core/graphql/node-registry.js";
import type { RouteOptions } from "../core/graphql/route-options.js";
import type { PeriodicJob } from "../core/jobs/periodic-job.js";
import type { AccountPage } from "../core/mail/account-page.js";
import type { MailTemplates, UndeliveredMails } from "../core/mail/mail-template.js";
import type { Gauge } from "../core/metrics/gauge.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../core/notifications/notification-kind.js";
import type { SearchedTable } from "../core/search/searched-table.js";
import type { IsolationRule } from "../core/subscriptions/isolation.js";
import type { SubscriptionDefinition } from "../core/subscriptions/subscription-definition.js";
import type { ImportFile } from "../import/import-file.js";

/** A comment on an idea, as it is added. */
export interface AddedComment {
  id: string;
  ideaId: string;
  authorId: string;
  postedAt: Date;
}

/**
 * What a domain does with a new comment, in the transaction that adds it. Returns the members who asked for the comment,
 * and are notified of that alone.
 */
export type OnComment = (tx: TransactionContext, comment: AddedComment) => Promise<string[]>;

/**
 * What a domain does about enrolments in learning tracks that were completed, given by id, in the transaction that
 * completes them.
 */
export type OnCompletion = (tx: TransactionContext, enrolmentIds: readonly string[]) => Promise<void>;

/** What the services of a domain are made with. */
export interface ServiceOptions {
  config: Config;
  log: Logger;
  databaseUrl: string;
  /** Signs tokens; the same in all processes. */
  secret: string;
  /** Seal stored data: the first seals, the others only open; null when there are none. */
  dataKeys: readonly string[] | null;
  /** All services, once they are made. */
  services: () => CoreServices;
  /** What the modules together declare. */
  notificationRules: readonly NotificationRule[];
  personalTables: Readonly<Record<string, PersonalTable>>;
  onComment: readonly OnComment[];
  onCompletion: readonly OnCompletion[];
}

/**
 * What a domain gives the service; all but the name is optional. `app/modules.ts` is the one list of modules. What
 * takes services is a method, so that a domain may ask for its own services and those of the domains below: the
 * composition passes all of them.
 */
export interface DomainModule {
  /** The folder's name. */
  name: string;
  entities?: readonly EntityClass[];
  /** The migrations that make its tables; all domains' are run in the order of their time stamps. */
  migrations?: readonly (new () => MigrationInterface)[];
  /** Classes of type-graphql: queries, mutations and fields, also fields of another domain's types. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as type-graphql takes them
  resolvers?: readonly Function[];
  /** Types that are reached through an interface alone. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- as type-graphql takes them
  orphanedTypes?: readonly Function[];
  /** How its nodes are read by id, for a caller who may see them; by table. */
  nodes?: NodeLoaders;
  /** The fields of Subscription. */
  subscriptions?: readonly SubscriptionDefinition[];
  /**
   * The fields, by type, that are the same for all members alike, and for all anonymous readers alike, unless a block,
   * a role, or that it is their own isolates a reader. An operation with any other field is executed for each
   * subscriber by itself.
   */
  sharedFields?: Readonly<Record<string, readonly string[]>>;
  /** The pages that links in its mails lead to, by the last part of their address. */
  pages?: Readonly<Record<string, AccountPage>>;
  /** Serves its routes over HTTP. */
  routes?(app: FastifyInstance, options: RouteOptions): void;
  /** The template of each kind of mail, by the name in the outbox. */
  mails?: Readonly<Partial<MailTemplates>>;
  /** What becomes of mails that could not be sent for a day, by kind. */
  undelivered?: Readonly<UndeliveredMails>;
  /** Statements that delete what is not kept any longer; run every ten minutes. */
  retention?: readonly Sql[];
  /**
   * Makes what lives as long as the process. `base` holds the services of the core and of the modules before this one.
   */
  services?(base: CoreServices, options: ServiceOptions): object;
  /** Begins to follow the event log, before the service listens. */
  start?(services: CoreServices): void | Promise<void>;
  /** The copies in memory that must be there before the service is ready. */
  projections?(services: CoreServices): readonly Projection[];
  /**
   * Makes what a backup has brought back fit for use, in the transaction of the restore: the database is migrated, and
   * no process uses it.
   */
  restored?(tx: TransactionContext, restore: { erasures: readonly RecordedErasure[] }): Promise<void>;
  /** The work that each process does again and again. */
  jobs?(services: CoreServices, log: Logger): readonly PeriodicJob[];
  /** What it reports in `/metrics`. */
  gauges?(services: CoreServices): readonly Gauge[];
  /** Which members see more or less than others do, so that live events are executed for them individually. */
  isolation?: IsolationRule;
  /** The files that `import` reads, each after those it refers to. */
  importFiles?: readonly ImportFile[];
  /** The tables whose texts are searched, each with a vector of its words. */
  searched?: readonly SearchedTable[];
  /** Its columns that refer to themes or organisations, which are merged: their rows follow. */
  mergedReferences?: readonly MergedReference[];
  /** What its tables hold about members, for export and erasure. */
  personalData?: PersonalData;
  /** What it does with a new comment on an idea, in the transaction that adds it. */
  onComment?: OnComment;
  /** What it does about a completed learning track, in the transaction that completes it. */
  onCompletion?: OnCompletion;
  /** The codes of user errors that its mutations end with. */
  userErrors?: Readonly<Partial<Record<UserErrorCode, Declared>>>;
  notifications?: {
    kinds: Readonly<Partial<Record<NotificationKind, NotificationDeclaration>>>;
    rules: readonly NotificationRule[];
  };
  /** What can be moderated, or stand in the audit trail. */
  subjects?: Readonly<Partial<Record<SubjectKind, SubjectDeclaration>>>;
  auditActions?: Readonly<Partial<Record<AuditAction, Declared>>>;
  policy?: Policy;
}
