import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";

/** A member who was shown to more others than the cap; all others have no row. */
@Entity()
@Check("suggestion_exposure_discount_check", `discount > 0 AND discount < 1`)
export class SuggestionExposure {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @OneToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** To how many different members they were shown in the last thirty days. */
  @Column({ type: "integer" })
  viewers: number;

  /** The cap divided by `viewers`: what their scores are multiplied by. */
  @Column({ type: "double precision" })
  discount: number;
}

/** How evenly members were shown in the last thirty days: one row, for the operators' figures. */
@Entity()
@Check("suggestion_exposure_figures_single_check", `single`)
export class SuggestionExposureFigures {
  @PrimaryColumn({ type: "boolean" })
  single: true;

  /** The Gini coefficient of exposure: 0 when all are shown to equally many, towards 1 when a few are to all. */
  @Column({ type: "double precision" })
  gini: number;

  /** Members above the cap. */
  @Column({ type: "integer" })
  capped: number;

  @Column({ type: "timestamp with time zone", precision: 3 })
  measuredAt: Date;

  @Column({ type: "integer" })
  tookMs: number;
}
