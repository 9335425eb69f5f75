import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKeyField } from "../../core/idempotency/idempotency-key.field.js";
import { DecisionKind, ReportReason } from "./moderation.enums.js";

@InputType({ description: "A report to the moderators." })
export class ReportInput {
  @Field(() => ID, {
    description:
      "The id of a member, idea, comment, gathering, organisation, collaboration, message in a collaboration of the caller " +
      "or received collaboration request that is not the caller's own.",
  })
  subjectId: string;

  @Field(() => ReportReason, { description: "The reason for the report." })
  reason: ReportReason;

  @Field(() => String, {
    nullable: true,
    description: "An explanation for the moderators, plain text, 1 to 2,000 characters.",
  })
  note?: string | null;

  @IdempotencyKeyField("report")
  idempotencyKey?: string | null;
}

@InputType({ description: "The decision about a case." })
export class DecideCaseInput {
  @Field(() => ID, { description: "The id of an open case in `moderationQueue`." })
  caseId: string;

  @Field(() => DecisionKind, { description: "The kind of decision." })
  kind: DecisionKind;

  @Field(() => String, {
    description:
      "The reason, plain text, 1 to 2,000 characters. The affected members read it, so do not name reporters.",
  })
  reason: string;

  @Field(() => Date, {
    nullable: true,
    description:
      "The end of the suspension, in the future and at most 366 days from now. Required for SUSPEND and " +
      "HIDE_AND_SUSPEND, and invalid for the other kinds.",
  })
  suspendedUntil?: Date | null;

  @IdempotencyKeyField("decision")
  idempotencyKey?: string | null;
}

@InputType({ description: "The decision to reverse." })
export class ReverseDecisionInput {
  @Field(() => ID, { description: "The id of a decision in force that is not a dismissal." })
  decisionId: string;

  @Field(() => String, { description: "The reason, plain text, 1 to 2,000 characters. The affected members read it." })
  reason: string;
}
