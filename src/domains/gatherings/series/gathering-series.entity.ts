import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../../core/graphql/node.js";

@ObjectType({
  implements: Node,
  description:
    "Gatherings that one rule of recurrence made, or that an import brought as one (reeks). Each has places, a waiting list and registrations of its own, " +
    "and may differ from the others. Everybody may see it who may see one of its gatherings.",
})
@Entity()
@Unique(["source", "sourceId"])
@Check("gathering_series_source_check", `(source IS NULL) = (source_id IS NULL)`)
export class GatheringSeries extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => String, {
    description: "The title that its gatherings had when they were scheduled, one line of 1 to 300 characters.",
  })
  @Column({ type: "text" })
  title: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The rule by which it was made, a RECUR value of RFC 5545: `FREQ=MONTHLY;BYDAY=2TU;COUNT=10`. Gatherings that were " +
      "moved since do not follow it. Null when an import brought its gatherings.",
  })
  @Column({ type: "text", nullable: true })
  recurrence: string | null;

  @Field(() => String, {
    description: "The IANA time zone in whose local time its gatherings were scheduled.",
  })
  @Column({ type: "text" })
  timeZone: string;

  @Column({ type: "text", nullable: true })
  source: string | null;

  @Column({ type: "text", nullable: true })
  sourceId: string | null;
}
