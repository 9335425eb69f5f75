import { connectionType } from "../../core/graphql/connection.js";
import { ModerationCase } from "./moderation-case.entity.js";
import { ModerationDecision } from "./moderation-decision.entity.js";
import { Report } from "./report.entity.js";

export const ModerationCaseConnection = connectionType("ModerationCase", () => ModerationCase);
export const ModerationDecisionConnection = connectionType("ModerationDecision", () => ModerationDecision);
export const ReportConnection = connectionType("Report", () => Report);
