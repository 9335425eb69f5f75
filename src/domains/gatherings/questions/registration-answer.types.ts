import { Field, ID, InputType, ObjectType } from "type-graphql";
import { RegistrationQuestion } from "./registration-question.types.js";

@ObjectType({
  description:
    "The answer to a question of the hosts (antwoord). Stored encrypted; visible to the hosts and to whoever gave it, and " +
    "deleted 30 days after the gathering.",
})
export class RegistrationAnswer {
  @Field(() => RegistrationQuestion, { description: "The question as it is now." })
  question: RegistrationQuestion;

  @Field(() => String, { nullable: true, description: "The answer to a TEXT question; null for the other kinds." })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The option that was chosen of a CHOICE; null for the other kinds.",
  })
  choice?: string | null;

  @Field(() => Boolean, { nullable: true, description: "The answer to a YES_NO question; null for the other kinds." })
  yes?: boolean | null;
}

@InputType({ description: "The answer to a question of the hosts, in the field that goes with its kind." })
export class RegistrationAnswerInput {
  @Field(() => ID, { description: "The id of the question." })
  questionId: string;

  @Field(() => String, {
    nullable: true,
    description: "The answer to a TEXT question, plain text of 1 to 500 characters.",
  })
  text?: string | null;

  @Field(() => String, { nullable: true, description: "The option that is chosen of a CHOICE." })
  choice?: string | null;

  @Field(() => Boolean, { nullable: true, description: "The answer to a YES_NO question." })
  yes?: boolean | null;
}
