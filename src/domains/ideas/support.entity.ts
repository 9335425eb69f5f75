import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Member } from "../members/member.entity.js";
import { Idea } from "./idea.entity.js";

/** A member's support for an idea (steun). */
@Entity()
@Index(["memberId", "ideaId"])
export class Support {
  @PrimaryColumn({ type: "uuid" })
  ideaId: string;

  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  /** Null when an import brought it without a date. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true, default: () => "now()" })
  supportedAt: Date | null;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true })
  imported: Record<string, string> | null;
}
