import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Language } from "../../core/graphql/language.js";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";

@ObjectType({
  implements: Node,
  description: "What a member posts (idee): an idea, a question, a try-out or a showcase.",
})
@Entity()
@Unique(["source", "sourceId"])
@Unique(["authorId", "idempotencyKey"])
@Check("idea_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Check("idea_version_check", `version > 0`)
@Index(["postedAt", "id"])
@Index(["authorId", "postedAt", "id"])
@Index("idea_text_idx", { synchronize: false })
export class Idea extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => IdeaKind, { description: "What the post is meant as." })
  @Column({ type: "enum", enum: IdeaKind, enumName: "idea_kind" })
  kind: IdeaKind;

  @Field(() => String, { description: "The idea in one line, 1 to 300 characters." })
  @Column({ type: "text" })
  title: string;

  @Field(() => String, { description: "The idea itself; plain text, up to 20,000 characters." })
  @Column({ type: "text" })
  body: string;

  @Field(() => Language, { nullable: true, description: "The language it is written in; null when not known." })
  @Column({ type: "enum", enum: Language, enumName: "language", nullable: true })
  language: Language | null;

  @Field(() => IdeaStatus, { description: "How far the idea is." })
  @Column({ type: "enum", enum: IdeaStatus, enumName: "idea_status", default: IdeaStatus.OPEN })
  status: IdeaStatus;

  @Column({ type: "uuid" })
  authorId: string;

  @ManyToOne(() => Member)
  @JoinColumn({ name: "author_id" })
  author?: Member;

  @Field(() => Date, { description: "When it was posted." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  postedAt: Date;

  @Field(() => Date, { nullable: true, description: "When it was last edited; null when never." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  editedAt: Date | null;

  @Field(() => Int, {
    description: "Starts at 1 and grows by one with each edit; an edit names the one it was made on.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** The client's own name for the posting, so that a repeated request posts once. */
  @Column({ type: "text", nullable: true })
  idempotencyKey: string | null;

  /** Since when it is hidden by a moderator. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  @Column({ type: "text", nullable: true })
  source: string | null;

  @Column({ type: "text", nullable: true })
  sourceId: string | null;
}
