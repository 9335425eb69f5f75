import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Sector } from "./sector.enum.js";

@ObjectType({
  implements: Node,
  description:
    "An organisation where members work (organisatie). One that a moderator has hidden is visible to organisers and " +
    "administrators alone. One that was merged into another is found under its own id, names and codes as the other.",
})
@Entity()
@Unique(["name"])
@Check("organisation_version_check", `version > 0`)
@Check("organisation_merged_check", `merged_into_id <> id`)
@Index("organisation_sorted_idx", { synchronize: false })
@Index("organisation_search_idx", { synchronize: false })
@Index("organisation_search_rules_idx", { synchronize: false })
export class Organisation extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => String, { description: "The name of the organisation, one line of 1 to 200 characters, unique." })
  @Column({ type: "text" })
  name: string;

  /** By which other spellings of the name find it; null when a process of an earlier version wrote it. */
  @Index()
  @Column({ type: "text", nullable: true })
  nameKey: string | null;

  @Field(() => Sector, { nullable: true, description: "The sector of the organisation; null when unknown." })
  @Column({ type: "enum", enum: Sector, enumName: "sector", nullable: true })
  sector: Sector | null;

  @Field(() => String, {
    nullable: true,
    description: "What the organisation does; plain text of 1 to 2,000 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  description: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The website of the organisation, an https address of at most 2,000 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  website: string | null;

  @Field(() => Int, { description: "The version of the organisation, from 1 on: each edit and each merge raises it." })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** The organisation that it became part of, which was never merged itself; null while it is one of its own. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  mergedIntoId: string | null;

  @ManyToOne(() => Organisation, { onDelete: "CASCADE" })
  @JoinColumn({ name: "merged_into_id" })
  mergedInto?: Organisation;

  /** When a moderator hid it; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  /** The words of the texts; see `core/search/searched-table.ts`. */
  @Column({ type: "tsvector", nullable: true, select: false })
  search?: string | null;

  /** The version of the rules that made `search`; 0 for the trigger's. */
  @Column({ type: "smallint", default: 0, select: false })
  searchRules?: number;
}
