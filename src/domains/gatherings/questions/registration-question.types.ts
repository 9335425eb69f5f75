import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";

export enum RegistrationQuestionKind {
  TEXT = "TEXT",
  CHOICE = "CHOICE",
  YES_NO = "YES_NO",
}

registerEnumType(RegistrationQuestionKind, {
  name: "RegistrationQuestionKind",
  description: "How a question of the hosts is answered (soort vraag).",
  valuesConfig: {
    TEXT: { description: "By a text of at most 500 characters (tekst)." },
    CHOICE: { description: "By one of the options (keuze)." },
    YES_NO: { description: "By yes or no (ja of nee)." },
  },
});

@ObjectType({
  description:
    "A question that the hosts ask whoever registers for a gathering, such as about meals or access needs (vraag bij " +
    "inschrijving). Visible to all who may see the gathering.",
})
export class RegistrationQuestion {
  @Field(() => ID, { description: "The id of the question, which stays the same when the question is edited." })
  id: string;

  @Field(() => String, { description: "The question, one line of 1 to 300 characters." })
  text: string;

  @Field(() => RegistrationQuestionKind, { description: "How the question is answered." })
  kind: RegistrationQuestionKind;

  @Field(() => [String], {
    description: "The answers to choose from, 2 to 20 lines of at most 100 characters; empty unless it is a CHOICE.",
  })
  options: string[];

  @Field(() => Boolean, { description: "Whether nobody can register without an answer." })
  required: boolean;
}

@InputType({ description: "A question that the hosts ask whoever registers." })
export class RegistrationQuestionInput {
  @Field(() => ID, {
    nullable: true,
    description: "The id of a question that is edited, whose answers remain; null for a new one.",
  })
  id?: string | null;

  @Field(() => String, { description: "The question, one line of 1 to 300 characters." })
  text: string;

  @Field(() => RegistrationQuestionKind, {
    description: "How the question is answered; of a question that is edited it stays the same.",
  })
  kind: RegistrationQuestionKind;

  @Field(() => [String], {
    nullable: true,
    description: "The answers to choose from, of a CHOICE alone: 2 to 20 different lines of 1 to 100 characters.",
  })
  options?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether nobody can register without an answer; false by default.",
  })
  required?: boolean | null;
}
