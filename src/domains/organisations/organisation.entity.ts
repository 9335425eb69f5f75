import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Sector } from "./sector.enum.js";

@ObjectType({
  implements: Node,
  description:
    "An organisation where members work (organisatie). One that a moderator has hidden is visible to organisers and " +
    "administrators alone.",
})
@Entity()
@Unique(["name"])
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
