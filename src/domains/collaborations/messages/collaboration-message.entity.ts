import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Collaboration } from "../collaboration.entity.js";

@ObjectType({
  implements: Node,
  description:
    "A message in a collaboration (bericht). Visible only to its members: to those who joined before it was sent, unless a " +
    "block separates them from its author. Moderators see it once it was reported.",
})
@Entity()
@Unique(["collaborationId", "number"])
export class CollaborationMessage extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  collaborationId: string;

  @ManyToOne(() => Collaboration, { onDelete: "CASCADE" })
  @JoinColumn({ name: "collaboration_id" })
  collaboration?: Collaboration;

  /** Its place in the collaboration, from 1 on: drawn under a lock, so that it is in the order of the commits. */
  @Column({ type: "integer" })
  number: number;

  @Index()
  @Column({ type: "uuid" })
  authorId: string;

  @ManyToOne(() => Member)
  @JoinColumn({ name: "author_id" })
  author?: Member;

  /** Visible only to some while it is hidden: see `readableBody`. */
  @Column({ type: "text" })
  body: string;

  @Field(() => Date, { description: "When the message was sent." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  sentAt: Date;

  /** When a moderator hid it; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  /** When it was removed with its author's account: its text is deleted. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  removedAt: Date | null;
}
