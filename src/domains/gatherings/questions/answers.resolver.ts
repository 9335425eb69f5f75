import { Arg, Ctx, Extensions, FieldResolver, Mutation, ObjectType, Field, Resolver, Root } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Gathering } from "../gathering.entity.js";
import { Registration } from "../registrations/registration.entity.js";
import { AnswerRegistrationQuestionsInput } from "./answers.inputs.js";
import { answersForReader } from "./answers.reads.js";
import { answerRegistrationQuestions } from "./answers.service.js";
import { RegistrationAnswer } from "./registration-answer.types.js";
import { RegistrationQuestion } from "./registration-question.types.js";

/** What a list of questions is counted as, for the cost of an operation. */
const usualLength = 5;

@ObjectType({ description: "The result of `answerRegistrationQuestions`." })
export class AnswerRegistrationQuestionsPayload extends Payload {
  @Field(() => Registration, {
    nullable: true,
    description: "The caller's registration with the new answers; null when nothing was changed.",
  })
  registration?: Registration | null;
}

@Resolver()
export class AnswerMutations {
  @Mutation(() => AnswerRegistrationQuestionsPayload, {
    nullable: true,
    description:
      "Replaces the answers of the caller's registration, as long as the gathering is not over. Errors: INVALID_INPUT, " +
      "NOT_FOUND, NOT_REGISTERED, GATHERING_CLOSED, TRY_AGAIN, SUSPENDED.",
  })
  answerRegistrationQuestions(
    @Ctx() ctx: Context,
    @Arg("input", () => AnswerRegistrationQuestionsInput, { description: "The gathering, and the answers." })
    input: AnswerRegistrationQuestionsInput,
  ): Promise<AnswerRegistrationQuestionsPayload> {
    return payload(async () => ({ registration: await answerRegistrationQuestions(ctx, input) }));
  }
}

@Resolver(() => Registration)
export class RegistrationAnswersResolver {
  @FieldResolver(() => [RegistrationAnswer], {
    nullable: true,
    description:
      "The answers to the questions of the hosts, in the order of the questions; empty once they are deleted, 30 days " +
      "after the gathering. Null for everybody except the hosts and the member who gave them.",
  })
  @Extensions({ listSize: usualLength })
  answers(@Ctx() ctx: Context, @Root() { id }: Registration): Promise<RegistrationAnswer[] | null> {
    return answersForReader(ctx, id);
  }
}

@Resolver(() => Gathering)
export class GatheringQuestionsResolver {
  @FieldResolver(() => [RegistrationQuestion], {
    description: "What the hosts ask whoever registers, at most 10 questions; empty when they ask nothing.",
  })
  @Extensions({ listSize: usualLength })
  questions(@Root() { questions }: Gathering): RegistrationQuestion[] {
    return questions;
  }
}
