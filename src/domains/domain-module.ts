import type { FastifyInstance } from "fastify";
import type { MigrationInterface } from "typeorm";
import type { AuditAction } from "../core/access/audit-action.js";
import type { PersonalData } from "../core/access/personal-data.js";
import type { Policy } from "../core/access/policy.js";
import type { SubjectDeclaration, SubjectKind } from "../core/access/subject-kind.js";
import type { Declared } from "../core/closed-sets/closed-set.js";
import type { EntityClass } from "../core/database/rows.js";
import type { UserErrorCode } from "../core/errors/user-error-code.js";
import type { NodeLoaders } from "../core/graphql/node-registry.js";
import type { RouteOptions } from "../core/graphql/route-options.js";
import type { AccountPage } from "../core/mail/account-page.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../core/notifications/notification-kind.js";
import type { SubscriptionDefinition } from "../core/subscriptions/subscription-definition.js";
import type { ImportFile } from "../import/import-file.js";

/** What a domain gives the service; everything is optional. `app/modules.ts` is the one list of modules. */
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
   * The fields, by type, that are the same for all members alike, and for all anonymous readers alike, unless a block, a role, or
   * that it is their own isolates a reader. An operation with any other field is executed for each subscriber by itself.
   */
  sharedFields?: Readonly<Record<string, readonly string[]>>;
  /** The pages that links in its mails lead to, by the last part of their address. */
  pages?: Readonly<Record<string, AccountPage>>;
  /** Serves its routes over HTTP. A method: a domain may ask for the services of its own and of those below. */
  routes?(app: FastifyInstance, options: RouteOptions): void;
  /** The files that `import` reads, each after those it refers to. */
  importFiles?: readonly ImportFile[];
  /** What its tables hold about members, for export and erasure. */
  personalData?: PersonalData;
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
