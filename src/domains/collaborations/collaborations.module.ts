import { servePage } from "../../core/pages/serve-page.js";
import type { DomainModule } from "../domain-module.js";
import { Collaborations1764000000005 } from "../../../migrations/1764000000005-collaborations.js";
import { CollaborationRequests1764000000020 } from "../../../migrations/1764000000020-collaboration-requests.js";
import { CollaborationStarts1764000000071 } from "../../../migrations/1764000000071-collaboration-starts.js";
import { ImportedDates1764000000075 } from "../../../migrations/1764000000075-imported-dates.js";
import { CollaborationMessages1764000000076 } from "../../../migrations/1764000000076-collaboration-messages.js";
import { JoiningForces1764000000083 } from "../../../migrations/1764000000083-joining-forces.js";
import { CollaborationMember } from "./collaboration-member.entity.js";
import { CollaborationRequest } from "./collaboration-request.entity.js";
import { RequestMutations } from "./collaboration-request.mutations.js";
import { requestById } from "./collaboration-request.reads.js";
import { CollaborationRequestResolver, ViewerRequestsResolver } from "./collaboration-request.resolver.js";
import { Collaboration } from "./collaboration.entity.js";
import { collaborationErrors } from "./collaboration.errors.js";
import { collaborationsFile } from "./collaboration.import.js";
import { CollaborationMutations } from "./collaboration.mutations.js";
import { collaborationNotificationRules, collaborationNotifications } from "./collaboration.notifications.js";
import { collaborationPage } from "./collaboration.page.js";
import { collaborationPersonalData } from "./collaboration.personal-data.js";
import { collaborationPolicy } from "./collaboration.policy.js";
import { collaborationById } from "./collaboration.reads.js";
import { CollaborationResolver } from "./collaboration.resolver.js";
import { collaborationSubjects } from "./collaboration.subject.js";
import { JoiningMutations } from "./joining/joining.mutations.js";
import { joiningNotificationRules, joiningNotifications } from "./joining/joining.notifications.js";
import { PendingRequestsResolver, RequestKindResolver } from "./joining/pending-requests.resolver.js";
import { MemberCollaborationsResolver } from "./member-collaborations.resolver.js";
import { CollaborationMessage } from "./messages/collaboration-message.entity.js";
import { CollaborationMessageMutations } from "./messages/collaboration-message.mutations.js";
import {
  collaborationMessageNotificationRules,
  collaborationMessageNotifications,
} from "./messages/collaboration-message.notifications.js";
import { messageById } from "./messages/collaboration-message.reads.js";
import {
  CollaborationMessageResolver,
  CollaborationMessagesResolver,
} from "./messages/collaboration-message.resolver.js";
import { collaborationMessageSubjects } from "./messages/collaboration-message.subject.js";
import { MessageReceivedResolver } from "./messages/message-received.resolver.js";
import { messageReceived } from "./messages/message-received.subscription.js";
import { createCollaborationsServices } from "./collaborations.services.js";
import { GatheringCollaborationsResolver, IdeaCollaborationsResolver } from "./starts/begun-collaborations.resolver.js";
import { CollaborationStart } from "./starts/collaboration-start.entity.js";
import { CollaborationOriginResolver, OriginResolver } from "./starts/origin.resolver.js";
import { RequestStartResolver } from "./starts/request-start.resolver.js";
import { StartMutations } from "./starts/start.mutations.js";
import type { Logger } from "pino";
import type { CoreServices } from "../../core/graphql/context.js";
import { PeriodicJob } from "../../core/jobs/periodic-job.js";
import { collaborationRequestExpiry } from "./collaboration-request-expiry.job.js";

export const collaborationsModule = {
  name: "collaborations",
  entities: [CollaborationMember, CollaborationMessage, CollaborationRequest, CollaborationStart, Collaboration],
  migrations: [
    Collaborations1764000000005,
    CollaborationRequests1764000000020,
    CollaborationStarts1764000000071,
    ImportedDates1764000000075,
    CollaborationMessages1764000000076,
    JoiningForces1764000000083,
  ],
  services: createCollaborationsServices,
  resolvers: [
    CollaborationResolver,
    CollaborationMutations,
    MemberCollaborationsResolver,
    CollaborationRequestResolver,
    ViewerRequestsResolver,
    RequestMutations,
    JoiningMutations,
    PendingRequestsResolver,
    RequestKindResolver,
    RequestStartResolver,
    StartMutations,
    OriginResolver,
    CollaborationOriginResolver,
    GatheringCollaborationsResolver,
    IdeaCollaborationsResolver,
    CollaborationMessagesResolver,
    CollaborationMessageResolver,
    CollaborationMessageMutations,
    MessageReceivedResolver,
  ],
  nodes: { collaboration: collaborationById, collaboration_request: requestById, collaboration_message: messageById },
  subscriptions: [messageReceived],
  routes: (app, options) => servePage(app, options, "collaborations", collaborationPage),
  importFiles: [collaborationsFile],
  personalData: collaborationPersonalData,
  userErrors: collaborationErrors,
  notifications: {
    kinds: { ...collaborationNotifications, ...joiningNotifications, ...collaborationMessageNotifications },
    rules: [...collaborationNotificationRules, ...joiningNotificationRules, ...collaborationMessageNotificationRules],
  },
  subjects: { ...collaborationSubjects, ...collaborationMessageSubjects },
  policy: collaborationPolicy,
  jobs: (services: CoreServices, log: Logger) => [new PeriodicJob(collaborationRequestExpiry(services, log), log)],
} satisfies DomainModule;
