import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";

/** How often a member was shown another lately, as a suggestion: for the cool-down and the exposure cap. */
@Entity()
@Check("suggestion_impression_self_check", `member_id <> shown_id`)
@Check("suggestion_impression_days_check", `days >= 1`)
export class SuggestionImpression {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @Index()
  @PrimaryColumn({ type: "uuid" })
  shownId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "shown_id" })
  shown?: Member;

  /** On how many days, of the run that has no thirty days in it without an impression. */
  @Column({ type: "integer" })
  days: number;

  /** The last of them, in UTC. */
  @Index()
  @Column({ type: "date" })
  lastShownOn: string;
}
