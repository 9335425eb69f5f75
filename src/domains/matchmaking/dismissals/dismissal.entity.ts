import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../../members/member.entity.js";

export enum DismissalReason {
  NOT_RELEVANT = "NOT_RELEVANT",
  ALREADY_KNOWN = "ALREADY_KNOWN",
  NOT_NOW = "NOT_NOW",
  OTHER = "OTHER",
}

registerEnumType(DismissalReason, {
  name: "DismissalReason",
  description: "Why a member does not want a suggestion; only they see it, and suggestions learn from it.",
  valuesConfig: {
    NOT_RELEVANT: { description: "What is shared does not matter to them (niet relevant)." },
    ALREADY_KNOWN: { description: "They know each other well enough already (al bekend)." },
    NOT_NOW: { description: "Perhaps later (nu niet)." },
    OTHER: { description: "Another reason (andere reden)." },
  },
});

/** Whom a member does not want suggested. */
@ObjectType("DismissedSuggestion", {
  description: "A member whom the viewer does not want suggested; only the viewer sees it.",
})
@Entity()
@Index(["dismissedId", "memberId"])
@Check("suggestion_dismissal_self_check", `member_id <> dismissed_id`)
export class SuggestionDismissal {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @Field(() => ID, { name: "memberId", description: "The member's id, for `restoreSuggestion`." })
  @PrimaryColumn({ type: "uuid" })
  dismissedId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "dismissed_id" })
  dismissed?: Member;

  @Field(() => DismissalReason, { description: "Why, as told last." })
  @Column({ type: "enum", enum: DismissalReason, enumName: "dismissal_reason" })
  reason: DismissalReason;

  @Field(() => Date, { description: "Since when." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  dismissedAt: Date;

  /** Its place in a list of one member's dismissals. */
  get id(): string {
    return this.dismissedId;
  }
}
