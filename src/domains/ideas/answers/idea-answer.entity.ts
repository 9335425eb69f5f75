import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from "typeorm";
import { Comment } from "../comment.entity.js";
import { Idea } from "../idea.entity.js";

/** The comment that its author marked as the answer to a question (antwoord). */
@Entity()
export class IdeaAnswer {
  @PrimaryColumn({ type: "uuid" })
  ideaId: string;

  @Index()
  @Column({ type: "uuid" })
  commentId: string;

  @Column({ type: "timestamp with time zone", precision: 3 })
  markedAt: Date;

  @OneToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @ManyToOne(() => Comment, { onDelete: "CASCADE" })
  @JoinColumn({ name: "comment_id" })
  comment?: Comment;
}
