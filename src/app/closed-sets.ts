import { auditActions } from "../core/access/audit-action.js";
import { subjectKinds } from "../core/access/subject-kind.js";
import { userErrorCodes } from "../core/errors/user-error-code.js";
import { notificationKinds } from "../core/notifications/notification-kind.js";
import { modules } from "./modules.js";

// Before the schema and the data source are built, which read them: both import this file.
for (const { userErrors, notifications, subjects, auditActions: actions } of modules) {
  if (userErrors) userErrorCodes.add(userErrors);
  if (notifications) notificationKinds.add(notifications.kinds);
  if (subjects) subjectKinds.add(subjects);
  if (actions) auditActions.add(actions);
}
