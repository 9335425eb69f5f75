import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Practice } from "../practice.entity.js";
import { PracticeField } from "./practice-field.enum.js";

@ObjectType({
  implements: Node,
  description:
    "An edit of a practice: who made it, when, and which fields changed. Visible to those who may see the practice.",
})
@Entity()
@Index(["practiceId", "editedAt", "id"])
export class PracticeEdit extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  practiceId: string;

  @ManyToOne(() => Practice, { onDelete: "CASCADE" })
  @JoinColumn({ name: "practice_id" })
  practice?: Practice;

  @Index()
  @Column({ type: "uuid" })
  editedById: string;

  @ManyToOne(() => Member)
  @JoinColumn({ name: "edited_by_id" })
  editedBy?: Member;

  @Field(() => Date, { description: "When the edit was made." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  editedAt: Date;

  @Field(() => [PracticeField], {
    description: "The fields whose values are different from before; empty when the edit changed none.",
  })
  @Column({ type: "enum", enum: PracticeField, enumName: "practice_field", array: true })
  changed: PracticeField[];

  @Field(() => Int, { description: "The version of the practice that the edit made, 2 or more." })
  @Column({ type: "integer" })
  version: number;
}
