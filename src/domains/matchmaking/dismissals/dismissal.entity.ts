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
  description:
    "Why a member dismissed a suggestion (reden). Visible to that member alone; the ranking of " +
    "suggestions is trained on it.",
  valuesConfig: {
    NOT_RELEVANT: { description: "The shared themes are not relevant to them (niet relevant)." },
    ALREADY_KNOWN: { description: "They already know each other well enough (al bekend)." },
    NOT_NOW: { description: "Not now, perhaps later (nu niet)." },
    OTHER: { description: "Any reason other than these (andere reden)." },
  },
});

/** Whom a member does not want suggested. */
@ObjectType("DismissedSuggestion", {
  description: "A member whom the viewer has dismissed as a suggestion (afgewezen suggestie). Only the viewer sees it.",
})
@Entity()
@Index(["dismissedId", "memberId"])
@Check("suggestion_dismissal_self_check", `member_id <> dismissed_id`)
export class SuggestionDismissal {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @Field(() => ID, { name: "memberId", description: "The id of the member, for `restoreSuggestion`." })
  @PrimaryColumn({ type: "uuid" })
  dismissedId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "dismissed_id" })
  dismissed?: Member;

  @Field(() => DismissalReason, { description: "The reason given in the latest dismissal." })
  @Column({ type: "enum", enum: DismissalReason, enumName: "dismissal_reason" })
  reason: DismissalReason;

  @Field(() => Date, { description: "When the viewer first dismissed the member." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  dismissedAt: Date;

  /** Its place in a list of one member's dismissals. */
  get id(): string {
    return this.dismissedId;
  }
}
