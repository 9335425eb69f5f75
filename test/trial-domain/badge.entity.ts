import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { Node } from "../../src/core/graphql/node.js";

@ObjectType({
  implements: Node,
  description: "A badge that a member got at a gathering (badge). Everybody may see it.",
})
@Entity()
export class Badge extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  memberId: string;

  @Column({ type: "uuid" })
  gatheringId: string;

  @Field(() => String, { description: "The text on the badge, at most 40 characters." })
  @Column({ type: "text" })
  label: string;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
