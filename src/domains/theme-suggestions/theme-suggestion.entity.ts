import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Language } from "../../core/texts/language.js";
import { Member } from "../members/member.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { ThemeSuggestionStatus } from "./theme-suggestion.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A theme that a member suggests for the vocabulary (voorgesteld thema). The member, organisers and administrators see it.",
})
@Entity()
@Index(["suggestedById", "suggestedAt", "id"])
@Index(["status", "suggestedAt", "id"])
@Index(["suggestedAt", "id"])
@Check("theme_suggestion_decided_check", `(status = 'PENDING') = (decided_at IS NULL)`)
export class ThemeSuggestion extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  suggestedById: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "suggested_by_id" })
  suggestedBy?: Member;

  @Field(() => String, { description: "The label that is suggested, one line of at most 200 characters." })
  @Column({ type: "text" })
  label: string;

  @Field(() => Language, { description: "The language of the label." })
  @Column({ type: "enum", enum: Language, enumName: "language" })
  language: Language;

  @Index()
  @Column({ type: "uuid", nullable: true })
  broaderId: string | null;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "broader_id" })
  broader?: Theme;

  @Field(() => String, {
    nullable: true,
    description: "Why the member suggests it, plain text of at most 1,000 characters; null when they did not say.",
  })
  @Column({ type: "text", nullable: true })
  reason: string | null;

  @Field(() => ThemeSuggestionStatus, { description: "What became of it." })
  @Column({
    type: "enum",
    enum: ThemeSuggestionStatus,
    enumName: "theme_suggestion_status",
    default: ThemeSuggestionStatus.PENDING,
  })
  status: ThemeSuggestionStatus;

  @Field(() => String, {
    nullable: true,
    description:
      "What an organiser wrote about the decision, plain text of at most 1,000 characters; null when there is nothing.",
  })
  @Column({ type: "text", nullable: true })
  note: string | null;

  /** The theme that it became, or whose synonym it is; null while it is neither. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  themeId: string | null;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "theme_id" })
  theme?: Theme;

  @Field(() => Date, { description: "When it was suggested." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  suggestedAt: Date;

  @Field(() => Date, { nullable: true, description: "When an organiser decided about it; null while it waits." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  decidedAt: Date | null;
}
