import { createUnionType, Field, ObjectType } from "type-graphql";
import { AgendaItem } from "../agenda/agenda-item.entity.js";
import { GatheringFormat } from "../gathering.enums.js";

@ObjectType({ description: "An idea that is central to a gathering of the format IDEA (idee centraal)." })
export class CentralIdea {
  @Field(() => AgendaItem, { description: "The agenda item with the idea." })
  item: AgendaItem;

  @Field(() => String, {
    nullable: true,
    description: "What came of the idea, plain text of at most 5,000 characters; null until a host recorded it.",
  })
  result: string | null;
}

@ObjectType({ description: "A question that is brought to a gathering of the format QUESTION (vraag)." })
export class CentralQuestion {
  @Field(() => AgendaItem, { description: "The agenda item with the question; its comments are further answers." })
  item: AgendaItem;

  @Field(() => String, {
    nullable: true,
    description: "The answers given there, plain text of at most 5,000 characters; null until a host recorded them.",
  })
  answers: string | null;
}

@ObjectType({ description: "What is tried out at a gathering of the format TRY_OUT (probeersel)." })
export class CentralTryOut {
  @Field(() => AgendaItem, { description: "The agenda item with what is tried out." })
  item: AgendaItem;

  @Field(() => String, {
    nullable: true,
    description: "What was found, plain text of at most 5,000 characters; null until a host recorded it.",
  })
  found: string | null;
}

@ObjectType({ description: "An innovation that is shown at a gathering of the format SHOWCASE (toonmoment)." })
export class ShownInnovation {
  @Field(() => AgendaItem, { description: "The agenda item with the innovation." })
  item: AgendaItem;

  @Field(() => String, {
    nullable: true,
    description: "What came of showing it, plain text of at most 5,000 characters; null until a host recorded it.",
  })
  result: string | null;
}

export const GatheringFocus = createUnionType({
  name: "GatheringFocus",
  description: "What a gathering is about, in the form that its format gives it (waar het om draait).",
  types: () => [CentralIdea, CentralQuestion, CentralTryOut, ShownInnovation] as const,
  resolveType: (value: object) => value.constructor.name,
});

type Focus = CentralIdea | CentralQuestion | CentralTryOut | ShownInnovation;

/** How a gathering of each format shows an agenda item and what came of it; other formats have nothing central. */
export const focusOf: Partial<Record<GatheringFormat, (item: AgendaItem, result: string | null) => Focus>> = {
  [GatheringFormat.IDEA]: (item, result) => Object.assign(new CentralIdea(), { item, result }),
  [GatheringFormat.QUESTION]: (item, answers) => Object.assign(new CentralQuestion(), { item, answers }),
  [GatheringFormat.TRY_OUT]: (item, found) => Object.assign(new CentralTryOut(), { item, found }),
  [GatheringFormat.SHOWCASE]: (item, result) => Object.assign(new ShownInnovation(), { item, result }),
};
