import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Gathering } from "../gathering.entity.js";

@ObjectType({
  implements: Node,
  description:
    "What came of a gathering (uitkomst), as a host recorded it. Visible to those who may see the gathering; one that a " +
    "moderator has hidden only to its hosts, organisers and administrators.",
})
@Entity()
@Check("outcome_version_check", `version > 0`)
@Index(["recordedAt", "id"])
export class Outcome extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  gatheringId: string;

  @OneToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @Field(() => String, { description: "What came of the gathering; plain text of 1 to 10,000 characters." })
  @Column({ type: "text" })
  summary: string;

  @Field(() => [String], {
    description: "Addresses of reports, recordings or pictures, at most 10; each begins with `https://`.",
  })
  @Column({ type: "text", array: true, default: "{}" })
  links: string[];

  /** Who wrote it last; null when that member has left. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  authorId: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "author_id" })
  author?: Member;

  @Field(() => Date, {
    description: "When it was recorded; of one that an import brought, when the gathering was over.",
  })
  @Column({ type: "timestamp with time zone", precision: 3 })
  recordedAt: Date;

  @Field(() => Date, { nullable: true, description: "When it was last edited; null if it never was." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  editedAt: Date | null;

  @Field(() => Int, { description: "The version number: 1 at first, incremented by every edit." })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** When a moderator hid it; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;
}
