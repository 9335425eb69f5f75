import { Field, ID, InputType } from "type-graphql";
import { RegistrationAnswerInput } from "./registration-answer.types.js";

@InputType({ description: "The answers to the questions of a gathering, instead of those given before." })
export class AnswerRegistrationQuestionsInput {
  @Field(() => ID, { description: "The id of the gathering." })
  gatheringId: string;

  @Field(() => [RegistrationAnswerInput], {
    description: "The answers, each question once: at most 10, with all that are required.",
  })
  answers: RegistrationAnswerInput[];
}
