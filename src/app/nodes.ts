import { auditEntryById } from "../domains/audit/audit.reads.js";
import { collaborationById } from "../domains/collaborations/collaboration.reads.js";
import { requestById } from "../domains/collaborations/collaboration-request.reads.js";
import { gatheringById, registrationById } from "../domains/gatherings/gathering.reads.js";
import { commentById, ideaById } from "../domains/ideas/idea.reads.js";
import { memberById, organisationById } from "../domains/members/member.reads.js";
import { messageById } from "../domains/messages/message.reads.js";
import { caseById, decisionById, reportById } from "../domains/moderation/moderation.reads.js";
import { notificationById } from "../domains/notifications/notification.reads.js";
import { themeById } from "../domains/themes/theme.reads.js";
import type { NodeLoader } from "../core/graphql/node-registry.js";

/** Every table whose rows are nodes, with the read that respects who may see them. */
export const nodeLoaders: ReadonlyMap<string, NodeLoader["load"]> = new Map<string, NodeLoader["load"]>([
  ["member", memberById],
  ["organisation", organisationById],
  ["theme", themeById],
  ["idea", ideaById],
  ["comment", commentById],
  ["gathering", gatheringById],
  ["registration", registrationById],
  ["collaboration", collaborationById],
  ["collaboration_request", requestById],
  ["moderation_case", caseById],
  ["report", reportById],
  ["moderation_decision", decisionById],
  ["message", messageById],
  ["audit_entry", auditEntryById],
  ["notification", notificationById],
]);
