import type { Logger } from "pino";
import { HelpRequests1764000000092 } from "../../../migrations/1764000000092-help-requests.js";
import type { CoreServices } from "../../core/graphql/context.js";
import { PeriodicJob } from "../../core/jobs/periodic-job.js";
import type { DomainModule } from "../domain-module.js";
import { answerByComment } from "./answer-by-comment.js";
import { helpRequestExpiry } from "./help-request-expiry.job.js";
import { HelpRequest } from "./help-request.entity.js";
import { HelpRequestMutations } from "./help-request.mutations.js";
import { helpRequestById } from "./help-request.reads.js";
import { HelpRequestResolver, ViewerHelpRequestsResolver } from "./help-request.resolver.js";
import { helpErrors } from "./help.errors.js";
import { helpNotificationRules, helpNotifications } from "./help.notifications.js";
import { helpPersonalData } from "./help.personal-data.js";
import { helpSubjects } from "./help.subject.js";

export const helpModule = {
  name: "help",
  entities: [HelpRequest],
  migrations: [HelpRequests1764000000092],
  resolvers: [ViewerHelpRequestsResolver, HelpRequestResolver, HelpRequestMutations],
  nodes: { help_request: helpRequestById },
  onComment: answerByComment,
  personalData: helpPersonalData,
  userErrors: helpErrors,
  notifications: { kinds: helpNotifications, rules: helpNotificationRules },
  subjects: helpSubjects,
  jobs: (services: CoreServices, log: Logger) => [new PeriodicJob(helpRequestExpiry(services, log), log)],
} satisfies DomainModule;
