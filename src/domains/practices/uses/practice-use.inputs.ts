import { Field, ID, InputType, Int } from "type-graphql";
import { IdempotencyKeyField } from "../../../core/idempotency/idempotency-key.field.js";

@InputType({ description: "A use of a practice by the caller." })
export class RecordPracticeUseInput {
  @Field(() => ID, { description: "The id of the practice that was used." })
  practiceId: string;

  @Field(() => String, {
    nullable: true,
    description: "Where it was used, such as a town or a department: one line of 1 to 200 characters.",
  })
  place?: string | null;

  @Field(() => String, { description: "What came of it; plain text of 1 to 5,000 characters." })
  result: string;

  @Field(() => Boolean, { description: "Whether the caller would use the practice again." })
  wouldUseAgain: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      "The day on which it was used, or was used last, from `1900-01-01` to today in Belgium, in the form `2026-11-30`.",
  })
  usedOn?: string | null;

  @IdempotencyKeyField("use")
  idempotencyKey?: string | null;
}

@InputType({
  description: "Changes to a use that the caller recorded. An absent field retains its value; null clears it.",
})
export class EditPracticeUseInput {
  @Field(() => ID, { description: "The id of the use." })
  id: string;

  @Field(() => Int, { description: "The version of the use on which the edit is based." })
  version: number;

  @Field(() => String, {
    nullable: true,
    description: "Where it was used: one line of 1 to 200 characters; null removes it.",
  })
  place?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What came of it; plain text of 1 to 5,000 characters; cannot be cleared.",
  })
  result?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the caller would use the practice again; cannot be cleared.",
  })
  wouldUseAgain?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The day on which it was used, or was used last, from `1900-01-01` to today in Belgium, in the form `2026-11-30`; " +
      "null removes it.",
  })
  usedOn?: string | null;
}
