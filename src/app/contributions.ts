import type { Sql } from "sql-template-tag";
import type { PersonalTable } from "../core/access/personal-data.js";
import type { NodeLoaders } from "../core/graphql/node-registry.js";
import type { AccountPage } from "../core/mail/account-page.js";
import type { MailTemplates } from "../core/mail/mail-template.js";
import type { NotificationRule } from "../core/notifications/notification-kind.js";
import type { IsolationRule } from "../core/subscriptions/isolation.js";
import type { SubscriptionDefinition } from "../core/subscriptions/subscription-definition.js";
import type { ImportFile } from "../import/import-file.js";
import { modules } from "./modules.js";

/** Every table whose rows are nodes, with the read that respects who may see them. */
export const nodeLoaders: NodeLoaders = Object.assign({}, ...modules.map(({ nodes }) => nodes)) as NodeLoaders;

/** The fields of Subscription, by name. */
export const subscriptionDefinitions: ReadonlyMap<string, SubscriptionDefinition> = new Map(
  modules.flatMap(({ subscriptions = [] }) => subscriptions).map((definition) => [definition.name, definition]),
);

export const accountPages = Object.assign({}, ...modules.map(({ pages }) => pages)) as Record<string, AccountPage>;

/** The files of an import, in the order in which they are read: each refers only to itself and to earlier ones. */
export const importFiles: readonly ImportFile[] = modules.flatMap(({ importFiles = [] }) => importFiles);

/** The template of every kind of mail, by the name that stands in the outbox. */
export const mailTemplates = Object.assign({}, ...modules.map(({ mails }) => mails)) as MailTemplates;

/** Deletes what every domain does not keep any longer. */
export const retention: readonly Sql[] = modules.flatMap(({ retention = [] }) => retention);

/** Which members see more or less than others do. */
export const isolation: readonly IsolationRule[] = modules.flatMap((module) => module.isolation ?? []);

export const notificationRules: readonly NotificationRule[] = modules.flatMap(
  ({ notifications }) => notifications?.rules ?? [],
);

export const personalTables = Object.assign({}, ...modules.map(({ personalData }) => personalData?.personal)) as Record<
  string,
  PersonalTable
>;

/** The tables without a member in them, each with why. */
export const impersonalTables = Object.assign(
  {},
  ...modules.map(({ personalData }) => personalData?.impersonal),
) as Record<string, string>;
