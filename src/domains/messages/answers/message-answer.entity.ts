import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Message } from "../message.entity.js";

@ObjectType({
  implements: Node,
  description:
    "What the coordinators answered to a message (antwoord op een berichtje), also by mail. Only moderators and the member who " +
    "left the message see it.",
})
@Entity()
@Index(["messageId", "answeredAt", "id"])
export class MessageAnswer extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  messageId: string;

  @ManyToOne(() => Message, { onDelete: "CASCADE" })
  @JoinColumn({ name: "message_id" })
  message?: Message;

  @Field(() => String, { description: "The text of the answer, plain text, 1 to 5,000 characters." })
  @Column({ type: "text" })
  body: string;

  @Index()
  @Column({ type: "uuid" })
  answeredById: string;

  // No action on deletion: members are anonymised, never deleted.
  @ManyToOne(() => Member)
  @JoinColumn({ name: "answered_by_id" })
  answeredBy?: Member;

  @Field(() => Date, { description: "When it was answered." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  answeredAt: Date;
}
