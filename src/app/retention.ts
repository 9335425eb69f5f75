import type { Sql } from "sql-template-tag";
import { budgetRetention } from "../core/budget/budget.retention.js";
import { identityRetention } from "../domains/identity/identity.retention.js";
import { impressionRetention } from "../domains/impressions/impression.retention.js";
import { notificationRetention } from "../domains/notifications/notification.retention.js";

/** What every domain deletes when it is not kept any longer. */
export const retention: Sql[] = [
  ...identityRetention,
  ...budgetRetention,
  ...impressionRetention,
  ...notificationRetention,
];
