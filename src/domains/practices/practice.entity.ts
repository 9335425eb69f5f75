import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Language } from "../../core/texts/language.js";
import { Member } from "../members/member.entity.js";
import { Organisation } from "../organisations/organisation.entity.js";
import { PracticeKind, PracticeStatus } from "./practice.enums.js";

@ObjectType({
  implements: Node,
  description:
    "An entry in the library of the network (praktijk): an instrument or a good practice that a member shared. Everybody " +
    "may see a published one, except that one hidden by a moderator is visible to its sharer, organisers and " +
    "administrators, and that a block between the sharer and the caller hides it from the caller. One in review or " +
    "declined is visible to its sharer, organisers and administrators, a withdrawn one to its sharer alone.",
})
@Entity()
@Unique(["source", "sourceId"])
@Check("practice_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Check("practice_version_check", `version > 0`)
@Index(["sharedAt", "id"])
@Index(["status", "submittedAt", "id"])
@Index(["sharedById", "sharedAt", "id"])
@Index("practice_search_idx", { synchronize: false })
@Index("practice_search_rules_idx", { synchronize: false })
export class Practice extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => PracticeKind, { description: "Whether it is an instrument or a good practice." })
  @Column({ type: "enum", enum: PracticeKind, enumName: "practice_kind" })
  kind: PracticeKind;

  @Field(() => PracticeStatus, { description: "The status of the practice." })
  @Column({ type: "enum", enum: PracticeStatus, enumName: "practice_status", default: PracticeStatus.PUBLISHED })
  status: PracticeStatus;

  @Field(() => String, { description: "The title of the practice, one line of 1 to 300 characters." })
  @Column({ type: "text" })
  title: string;

  @Field(() => String, { description: "What it is and what it is good for; plain text of 1 to 5,000 characters." })
  @Column({ type: "text" })
  summary: string;

  @Field(() => [String], {
    description: "The steps to take, in order: at most 30 plain texts of 1 to 2,000 characters; empty when not given.",
  })
  @Column({ type: "text", array: true, default: "{}" })
  steps: string[];

  @Field(() => String, {
    nullable: true,
    description: "Where to find it or more about it, an address that begins with `https://`; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  link: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The terms on which others may use it, such as `CC BY 4.0`, in one line of at most 100 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  licence: string | null;

  @Field(() => Language, { nullable: true, description: "The language of the texts; null when unknown." })
  @Column({ type: "enum", enum: Language, enumName: "language", nullable: true })
  language: Language | null;

  @Column({ type: "uuid" })
  sharedById: string;

  @ManyToOne(() => Member)
  @JoinColumn({ name: "shared_by_id" })
  sharedBy?: Member;

  /** Whom to ask about it; null for the sharer. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  contactId: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "contact_id" })
  contact?: Member;

  /** Where the sharer worked when they named it; null without one, and when nobody belongs to it any more. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  organisationId: string | null;

  @ManyToOne(() => Organisation, { onDelete: "SET NULL" })
  @JoinColumn({ name: "organisation_id" })
  organisation?: Organisation;

  @Field(() => Date, { description: "When the practice was shared." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  sharedAt: Date;

  /** When it was shared, or submitted again after it was declined. */
  @Column({ type: "timestamp with time zone", precision: 3, default: () => "now()" })
  submittedAt: Date;

  @Field(() => Date, { nullable: true, description: "When its sharer last edited it; null if never." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  editedAt: Date | null;

  @Field(() => Int, {
    description:
      "The version number: 1 at first, incremented by every edit, by a decision about it and by withdrawal. " +
      "`editPractice` requires the version that the edit is based on.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** What an organiser wrote about the last decision, for the sharer. */
  @Column({ type: "text", nullable: true })
  reviewNote: string | null;

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

  /** The words of the texts; see `core/search/searched-table.ts`. */
  @Column({ type: "tsvector", nullable: true, select: false })
  search?: string | null;

  /** The version of the rules that made `search`; 0 for the trigger's. */
  @Column({ type: "smallint", default: 0, select: false })
  searchRules?: number;
}
