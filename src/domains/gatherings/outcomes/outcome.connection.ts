import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../../core/graphql/connection.js";
import { Outcome } from "./outcome.entity.js";

@ObjectType()
class OfIdea {
  @Field(() => String, {
    nullable: true,
    description:
      "What came of the idea there, plain text of at most 5,000 characters; null when hosts did not record it.",
  })
  result: string | null;
}

/** What came of the gatherings with an idea on their agenda. */
export const IdeaOutcomeConnection = connectionType("IdeaOutcome", () => Outcome, OfIdea);
