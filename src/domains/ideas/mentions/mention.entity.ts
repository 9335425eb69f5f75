import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../../members/member.entity.js";
import { Comment } from "../comment.entity.js";
import { Idea } from "../idea.entity.js";

/** A member whom the text of an idea, or of a comment on it, mentions (vermelding). */
@Entity({ name: "mention" })
@Index(["ideaId"], { where: "comment_id IS NULL" })
export class MentionRow {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  @Column({ type: "uuid" })
  ideaId: string;

  /** The comment whose text it is; null for that of the idea. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  commentId: string | null;

  @Index()
  @Column({ type: "uuid" })
  memberId: string;

  /** In UTF-16 code units of the text. */
  @Column({ type: "integer" })
  startOffset: number;

  @Column({ type: "integer" })
  endOffset: number;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @ManyToOne(() => Comment, { onDelete: "CASCADE" })
  @JoinColumn({ name: "comment_id" })
  comment?: Comment;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;
}
