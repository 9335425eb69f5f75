import type { Sql } from "sql-template-tag";
import type { ImpersonalTable, PersonalTable } from "../core/access/personal-data.js";
import type { MergedReference } from "../core/database/merged-references.js";
import type { NodeLoaders } from "../core/graphql/node-registry.js";
import type { AccountPage } from "../core/mail/account-page.js";
import type { MailTemplates, UndeliveredMails } from "../core/mail/mail-template.js";
import type { NotificationRule } from "../core/notifications/notification-kind.js";
import type { SearchedTable } from "../core/search/searched-table.js";
import type { IsolationRule } from "../core/subscriptions/isolation.js";
import type { SubscriptionDefinition } from "../core/subscriptions/subscription-definition.js";
import type { ImportFile } from "../import/import-file.js";
import { modules } from "./modules.js";

/** Every table whose rows are nodes, with the read that respects who may see them. */
export const nodeLoaders: NodeLoaders = mergeUnique(modules.map(({ nodes }) => nodes));

/** The fields of Subscription, by name. */
export const subscriptionDefinitions: ReadonlyMap<string, SubscriptionDefinition> = new Map(
  Object.entries(
    mergeUnique(
      modules.flatMap(({ subscriptions = [] }) =>
        subscriptions.map((definition) => ({ [definition.name]: definition })),
      ),
    ),
  ),
);

/** What domains do with a new comment, in the order of the domains. */
export const onComment = modules.flatMap((module) => module.onComment ?? []);
export const onCompletion = modules.flatMap((module) => module.onCompletion ?? []);

export const accountPages: Record<string, AccountPage> = mergeUnique(modules.map(({ pages }) => pages));

/** The files of an import, in the order in which they are read: each refers only to itself and to earlier ones. */
export const importFiles: readonly ImportFile[] = modules.flatMap(({ importFiles = [] }) => importFiles);

/** The template of every kind of mail, by the name that stands in the outbox. */
export const mailTemplates = mergeUnique<unknown>(modules.map(({ mails }) => mails)) as unknown as MailTemplates;

export const undeliveredMails = Object.assign({}, ...modules.map(({ undelivered }) => undelivered)) as UndeliveredMails;

/** Deletes what every domain does not keep any longer. */
export const retention: readonly Sql[] = modules.flatMap(({ retention = [] }) => retention);

/** The tables whose texts are searched. */
export const searchedTables: readonly SearchedTable[] = modules.flatMap(({ searched = [] }) => searched);

/** The columns that follow when a theme or an organisation is merged. */
export const mergedReferences: readonly MergedReference[] = modules.flatMap((module) => module.mergedReferences ?? []);

/** Which members see more or less than others do. */
export const isolation: readonly IsolationRule[] = modules.flatMap((module) => module.isolation ?? []);

export const notificationRules: readonly NotificationRule[] = modules.flatMap(
  ({ notifications }) => notifications?.rules ?? [],
);

export const personalTables: Record<string, PersonalTable> = mergeUnique(
  modules.map(({ personalData }) => personalData?.personal),
);

/** The tables without a member in them. */
export const impersonalTables: Record<string, ImpersonalTable> = mergeUnique(
  modules.map(({ personalData }) => personalData?.impersonal),
);

/** What several modules contribute by name; two of one name are an error at the start. */
function mergeUnique<T>(parts: (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  const merged: Record<string, T> = {};
  for (const [name, value] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (name in merged) throw new Error(`Two modules contribute ${name}.`);
    merged[name] = value;
  }
  return merged;
}
