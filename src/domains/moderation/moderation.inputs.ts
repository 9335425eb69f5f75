import { Field, ID, InputType } from "type-graphql";
import { DecisionKind, ReportReason } from "./moderation.enums.js";

@InputType({ description: "Something that is wrong." })
export class ReportInput {
  @Field(() => ID, { description: "The member, idea, comment or gathering that it is about; not one's own." })
  subjectId: string;

  @Field(() => ReportReason, { description: "What is wrong with it." })
  reason: ReportReason;

  @Field(() => String, { nullable: true, description: "What the moderators should know, 1 to 2,000 characters." })
  note?: string | null;
}

@InputType({ description: "A decision about a case." })
export class DecideCaseInput {
  @Field(() => ID, { description: "An open case of `moderationQueue`." })
  caseId: string;

  @Field(() => DecisionKind, { description: "What is to be done." })
  kind: DecisionKind;

  @Field(() => String, {
    description: "Why, 1 to 2,000 characters; whom it affects reads it, so it names no reporter.",
  })
  reason: string;

  @Field(() => Date, {
    nullable: true,
    description: "Until when to suspend, a year from now at most; only for a decision that suspends, which needs it.",
  })
  suspendedUntil?: Date | null;
}

@InputType({ description: "A decision to take back." })
export class ReverseDecisionInput {
  @Field(() => ID, { description: "A decision that hides or suspends, and stands." })
  decisionId: string;

  @Field(() => String, { description: "Why, 1 to 2,000 characters; whom the decision affects reads it." })
  reason: string;
}
