import { createUnionType, Field, Int, ObjectType } from "type-graphql";
import { Gathering } from "../gatherings/gathering.entity.js";
import { Registration } from "../gatherings/registrations/registration.entity.js";
import { Message } from "../messages/message.entity.js";
import { ModerationCase } from "../moderation/moderation-case.entity.js";
import { Practice } from "../practices/practice.entity.js";
import { ThemeSuggestion } from "../theme-suggestions/theme-suggestion.entity.js";
import { DeskItemKind } from "./desk.enums.js";

export const DeskSubject = createUnionType({
  name: "DeskSubject",
  description: "What waits for an organiser, by its kind (onderwerp).",
  types: () => [Message, Gathering, ModerationCase, Practice, Registration, ThemeSuggestion] as const,
});

@ObjectType({
  description:
    "Something that waits for an organiser (werk voor organisatoren). Only organisers and administrators see it.",
})
export class DeskItem {
  @Field(() => DeskItemKind, { description: "What kind of thing it is." })
  kind: DeskItemKind;

  @Field(() => Date, { description: "Since when it waits for an organiser." })
  since: Date;

  subjectId: string;
}

@ObjectType({ description: "How much of one kind waits for an organiser." })
export class DeskItemCount {
  @Field(() => DeskItemKind, { description: "The kind that is counted." })
  kind: DeskItemKind;

  @Field(() => Int, { description: "The number of items of the kind on the viewer's desk, 0 or more." })
  count: number;
}
