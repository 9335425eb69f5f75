import { z } from "zod";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";
import { id, text } from "../../core/graphql/validation.js";
import { DecisionKind, ReportReason } from "./moderation.enums.js";

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
      const wrong = problemOf(suspends(kind), suspendedUntil ?? null, now);
      if (wrong !== null) check.addIssue({ code: "custom", message: wrong, path: ["suspendedUntil"] });
    });

export const reversalRules = z.object({ decisionId: id, reason });

function problemOf(suspending: boolean, until: Date | null, now: Date): string | null {
  if (!suspending) return until === null ? null : "is for a decision that suspends: leave it out.";
  if (until === null) return "is missing: tell until when to suspend.";
  if (until <= now) return "must be in the future.";
  return until.getTime() - now.getTime() > year ? "must be a year from now at most." : null;
}
