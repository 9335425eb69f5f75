import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Language } from "../../../core/texts/language.js";
import { Member } from "../../members/member.entity.js";
import { IdeaKind } from "../idea.enums.js";

@ObjectType({
  implements: Node,
  description:
    "An idea that its author has not posted yet (klad), which may be incomplete. Nobody else sees it, organisers and " +
    "administrators included.",
})
@Entity()
@Check("idea_draft_version_check", `version > 0`)
@Index(["authorId", "savedAt", "id"])
export class IdeaDraft extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  authorId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "author_id" })
  author?: Member;

  @Field(() => IdeaKind, { nullable: true, description: "The kind of the post; null while it is not chosen." })
  @Column({ type: "enum", enum: IdeaKind, enumName: "idea_kind", nullable: true })
  kind: IdeaKind | null;

  @Field(() => String, { description: "The title, one line of at most 300 characters; may be empty." })
  @Column({ type: "text" })
  title: string;

  @Field(() => String, { description: "The text, plain text of at most 20,000 characters; may be empty." })
  @Column({ type: "text" })
  body: string;

  @Field(() => Language, {
    nullable: true,
    description: "The language of the title and the text; null while it is not chosen.",
  })
  @Column({ type: "enum", enum: Language, enumName: "language", nullable: true })
  language: Language | null;

  @Field(() => Date, { description: "When the draft was last saved." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  savedAt: Date;

  @Field(() => Int, {
    description: "The version number: 1 at first, incremented whenever the draft is saved.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;
}
