import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";
import { ModerationCase } from "./moderation-case.entity.js";

/** Whom a case is about: the member, the author or the hosts, as they were when it was opened and then when it was decided. */
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
