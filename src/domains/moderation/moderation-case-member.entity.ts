import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";
import { ModerationCase } from "./moderation-case.entity.js";

/**
 * A member affected by a case: the member, the author or a host, recorded with each report and again at the decision.
 */
@Entity()
@Index(["memberId", "caseId"])
export class ModerationCaseMember {
  @PrimaryColumn({ type: "uuid" })
  caseId: string;

  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => ModerationCase, { onDelete: "CASCADE" })
  @JoinColumn({ name: "case_id" })
  case?: ModerationCase;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;
}
