import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "What came of an agenda item." })
export class AgendaResultInput {
  @Field(() => ID, { description: "The id of an accepted agenda item of the gathering." })
  agendaItemId: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What was decided, answered or found: plain text of 1 to 5,000 characters. Null removes it; absent leaves it.",
  })
  result?: string | null;
}

@InputType({
  description: "What came of a gathering. In an edit, an absent field is unchanged.",
})
export class RecordOutcomeInput {
  @Field(() => ID, { description: "The id of a gathering that has begun and that the caller hosts or organises." })
  gatheringId: string;

  @Field(() => Int, {
    nullable: true,
    description: "The version that an edit is based on; absent when nothing was recorded yet.",
  })
  version?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "What came of it: plain text of 1 to 10,000 characters. Required at first; cannot be cleared.",
  })
  summary?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "Addresses of reports, recordings or pictures: at most 10, each https and of at most 2,000 characters. They replace " +
      "the former ones; null or an empty list removes them.",
  })
  links?: string[] | null;

  @Field(() => [AgendaResultInput], {
    nullable: true,
    description: "What came of agenda items, at most 50; those that are not named keep theirs.",
  })
  results?: AgendaResultInput[] | null;
}
