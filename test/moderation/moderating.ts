import { Role } from "../../src/core/access/role.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { TestApp } from "../support/app.js";
import type { builders } from "../support/builders.js";

export interface Person extends Member {
  token: string;
}

const REPORT = `mutation ($input: ReportInput!) { report(input: $input) { report { id reason note } userErrors { code path } } }`;
const QUEUE = `query ($status: CaseStatus! = OPEN) { moderationQueue(status: $status, first: 100) { totalCount nodes {
  id status reportCount subjectKind subject { __typename id } affected { id }
  reports { nodes { id reason note reporter { id } } } decision { id kind } } } }`;
const DECIDE = `mutation ($input: DecideCaseInput!) { decideCase(input: $input) {
  decision { id kind reason suspendedUntil decidedBy { id } affected { id } } userErrors { code path } } }`;
const REVERSE = `mutation ($input: ReverseDecisionInput!) { reverseDecision(input: $input) {
  decision { id reversedAt reversalReason reversedBy { id } } userErrors { code path } } }`;

/** What members and moderators do, for tests of moderation. */
export const moderating = (app: TestApp, build: ReturnType<typeof builders>) => {
  const person = async (...roles: Role[]): Promise<Person> => {
    const member = await build.buildMember({ roles: [Role.MEMBER, ...roles] });
    return Object.assign(member, { token: await app.tokenOf(member.id) });
  };
  const report = async (by: Person, subjectId: string, fields: object = {}) =>
    (await app.ask(REPORT, { input: { subjectId, reason: "SPAM", ...fields } }, by.token)).data.report;
  const queue = async (by: Person, status?: "OPEN" | "DECIDED") =>
    (await app.ask(QUEUE, { status }, by.token)).data.moderationQueue.nodes;
  const decide = async (by: Person, caseId: string, kind: string, fields: object = {}) =>
    (await app.ask(DECIDE, { input: { caseId, kind, reason: "Omdat het moet.", ...fields } }, by.token)).data
      .decideCase;
  const reverse = async (by: Person, decisionId: string) =>
    (await app.ask(REVERSE, { input: { decisionId, reason: "Het was een vergissing." } }, by.token)).data
      .reverseDecision;
  /** The open case about the subject, which somebody reports. */
  const reportedCase = async (subjectId: string, moderator: Person) => {
    await report(await person(), subjectId);
    return (await queue(moderator)).find(
      (found: { subject: { id: string } | null }) => found.subject?.id === subjectId,
    );
  };
  /** The decision of a moderator about the subject, which somebody reported. */
  const decided = async (subjectId: string, moderator: Person, kind: string, fields: object = {}) =>
    (await decide(moderator, (await reportedCase(subjectId, moderator)).id, kind, fields)).decision;
  return { person, report, queue, decide, reverse, reportedCase, decided };
};

export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
