import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "The idea that is put forward for the agenda of a gathering." })
export class ProposeAgendaItemInput {
  @Field(() => ID, { description: "The id of the gathering." })
  gatheringId: string;

  @Field(() => ID, { description: "The id of an idea of which the caller is the author or a co-author." })
  ideaId: string;
}

@InputType({ description: "The decision of a host about an agenda item." })
export class DecideAgendaItemInput {
  @Field(() => ID, { description: "The id of the agenda item." })
  id: string;

  @Field(() => Boolean, { description: "Whether it is on the agenda: true puts it last, unless it is on it already." })
  accept: boolean;

  @Field(() => Int, {
    nullable: true,
    description: "How many minutes are planned for it, 1 to 1,440; null for no plan. What is absent stays.",
  })
  minutes?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it is declined, for its author; plain text of 1 to 2,000 characters. Only without `accept`.",
  })
  reason?: string | null;
}

@InputType({ description: "The order of the agenda of a gathering." })
export class OrderAgendaInput {
  @Field(() => ID, { description: "The id of the gathering." })
  gatheringId: string;

  @Field(() => [ID], { description: "The ids of all agenda items that are accepted, each once, in their order." })
  items: string[];
}

@InputType({ description: "The agenda item that its author withdraws." })
export class WithdrawAgendaItemInput {
  @Field(() => ID, {
    description: "The id of an agenda item with an idea of which the caller is the author or a co-author.",
  })
  id: string;
}
