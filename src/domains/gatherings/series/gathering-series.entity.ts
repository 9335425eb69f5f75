import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Node } from "../../../core/graphql/node.js";

@ObjectType({
  implements: Node,
  description:
    "Gatherings that one rule of recurrence made (reeks). Each has places, a waiting list and registrations of its own, " +
    "and may differ from the others. Everybody may see it who may see one of its gatherings.",
})
@Entity()
export class GatheringSeries extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => String, {
    description: "The title that its gatherings had when they were scheduled, one line of 1 to 300 characters.",
  })
  @Column({ type: "text" })
  title: string;

  @Field(() => String, {
    description:
      "The rule by which it was made, a RECUR value of RFC 5545: `FREQ=MONTHLY;BYDAY=2TU;COUNT=10`. Gatherings that were " +
      "moved since do not follow it.",
  })
  @Column({ type: "text" })
  recurrence: string;

  @Field(() => String, {
    description: "The IANA time zone in whose local time its gatherings were scheduled.",
  })
  @Column({ type: "text" })
  timeZone: string;
}
