import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { Idea } from "./idea.entity.js";

@ObjectType({
  implements: Node,
  description:
    "A comment on an idea, or a reply to such a comment (reactie); a reply cannot be replied to. It is " +
    "visible to those who may see the idea, unless a block separates them from its author.",
})
@Entity()
@Unique(["source", "sourceId"])
@Check("comment_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Check("comment_reply_check", `reply_to_id <> id`)
@Index(["ideaId", "postedAt", "id"])
@Index(["replyToId", "postedAt", "id"])
export class Comment extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  ideaId: string;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @Index()
  @Column({ type: "uuid" })
  authorId: string;

  @ManyToOne(() => Member)
  @JoinColumn({ name: "author_id" })
  author?: Member;

  @Column({ type: "uuid", nullable: true })
  replyToId: string | null;

  @ManyToOne(() => Comment, { onDelete: "CASCADE" })
  @JoinColumn({ name: "reply_to_id" })
  replyTo?: Comment;

  @Column({ type: "text" })
  body: string;

  @Field(() => Date, { description: "When the comment was posted." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  postedAt: Date;

  @Field(() => Date, { nullable: true, description: "When the comment was last edited; null if never." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  editedAt: Date | null;

  @Field(() => Int, {
    description:
      "The version number: 1 at first, incremented by every edit and by withdrawal. `editComment` requires " +
      "the version that the edit is based on.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** When a moderator hid it; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  /** When its author withdrew it, or it was removed with their account: its text is deleted, its replies remain. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  removedAt: Date | null;

  @Column({ type: "text", nullable: true })
  source: string | null;

  @Column({ type: "text", nullable: true })
  sourceId: string | null;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true })
  imported: Record<string, string> | null;
}
