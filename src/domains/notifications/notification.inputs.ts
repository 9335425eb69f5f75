import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "The notifications to mark as read: exactly one of `ids` and `upTo`." })
export class MarkNotificationsReadInput {
  @Field(() => [ID], { nullable: true, description: "The ids of notifications of the caller, at most 100." })
  ids?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The id of a notification of the caller: marks it and all older ones, so that notifications created in the " +
      "meantime stay unread.",
  })
  upTo?: string | null;
}
