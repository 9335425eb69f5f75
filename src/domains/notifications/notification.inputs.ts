import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "What the viewer has read: `ids` or `upTo`, one of the two." })
export class MarkNotificationsReadInput {
  @Field(() => [ID], { nullable: true, description: "The notifications, 100 at most." })
  ids?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The newest notification that was seen: it and all older ones, so that what comes meanwhile stays unread.",
  })
  upTo?: string | null;
}
