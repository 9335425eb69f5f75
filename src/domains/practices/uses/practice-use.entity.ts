import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Practice } from "../practice.entity.js";

@ObjectType({
  implements: Node,
  description:
    "A use of a practice (toepassing): who used it, where, and with what result. Visible to those who may see the " +
    "practice; one hidden by a moderator to its author, organisers and administrators, and not to members separated " +
    "from its author by a block. Its author always sees it.",
})
@Entity()
@Unique(["source", "sourceId"])
@Check("practice_use_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Check("practice_use_version_check", `version > 0`)
@Index(["practiceId", "recordedAt", "id"])
@Index(["usedById", "recordedAt", "id"])
export class PracticeUse extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  practiceId: string;

  @ManyToOne(() => Practice, { onDelete: "CASCADE" })
  @JoinColumn({ name: "practice_id" })
  practice?: Practice;

  @Column({ type: "uuid" })
  usedById: string;

  @ManyToOne(() => Member)
  @JoinColumn({ name: "used_by_id" })
  usedBy?: Member;

  @Field(() => String, {
    nullable: true,
    description:
      "Where it was used, such as a town or a department, in one line of at most 200 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  place: string | null;

  @Field(() => String, { description: "What came of it; plain text of 1 to 5,000 characters." })
  @Column({ type: "text" })
  result: string;

  @Field(() => Boolean, { description: "Whether the member would use the practice again." })
  @Column({ type: "boolean" })
  wouldUseAgain: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The day on which it was used, or was used last, such as `2026-11-30`; null when not given.",
  })
  @Column({ type: "date", nullable: true })
  usedOn: string | null;

  @Field(() => Date, { description: "When the use was recorded." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  recordedAt: Date;

  @Field(() => Date, { nullable: true, description: "When the use was last edited; null if never." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  editedAt: Date | null;

  @Field(() => Int, {
    description: "The version number: 1 at first, incremented by every edit. `editPracticeUse` requires it.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** When a moderator hid it; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  @Column({ type: "text", nullable: true, select: false })
  source?: string | null;

  @Column({ type: "text", nullable: true, select: false })
  sourceId?: string | null;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true, select: false })
  imported?: Record<string, string> | null;
}
