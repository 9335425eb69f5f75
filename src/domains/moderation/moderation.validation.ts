import { z } from "zod";
import { InputProblem, type InvalidInput } from "../../core/texts/input-problem.js";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";
import { id, invalid, text } from "../../core/graphql/validation.js";
import { DecisionKind, ReportReason } from "./moderation.enums.js";
import { moderationWording } from "./moderation.wording.js";

const year = 366 * 86_400_000;

export const suspends = (kind: DecisionKind): boolean =>
  kind === DecisionKind.SUSPEND || kind === DecisionKind.HIDE_AND_SUSPEND;

/** The reason for a decision or reversal. */
export const reason = text(2_000);

export const reportRules = z.object({
  subjectId: id,
  reason: z.enum(ReportReason),
  note: text(2_000).nullish(),
  idempotencyKey,
});

export const decisionRules = (now: Date) =>
  z
    .object({ caseId: id, kind: z.enum(DecisionKind), reason, suspendedUntil: z.date().nullish(), idempotencyKey })
    .superRefine(({ kind, suspendedUntil }, check) => {
      const problem = problemOfEnd(suspends(kind), suspendedUntil ?? null, now);
      if (problem !== null) check.addIssue({ code: "custom", ...invalid(problem), path: ["suspendedUntil"] });
    });

export const reversalRules = z.object({ decisionId: id, reason });

function problemOfEnd(suspending: boolean, until: Date | null, now: Date): InvalidInput | null {
  if (!suspending) return until === null ? null : problems.endWithoutSuspension;
  if (until === null) return problems.endMissing;
  if (until <= now) return problems.endPast;
  return until.getTime() - now.getTime() > year ? problems.endTooFar : null;
}

const problems = {
  endWithoutSuspension: { problem: InputProblem.NOT_ALLOWED, wording: moderationWording.endWithoutSuspension },
  endMissing: { problem: InputProblem.REQUIRED, wording: moderationWording.endMissing },
  endPast: { problem: InputProblem.OUT_OF_RANGE, wording: moderationWording.endPast },
  endTooFar: { problem: InputProblem.OUT_OF_RANGE, wording: moderationWording.endTooFar },
} satisfies Record<string, InvalidInput>;
