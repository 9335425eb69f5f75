import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";

@ObjectType({
  implements: Node,
  description: "A term of the network's vocabulary (thema). Themes are archived, never deleted.",
})
@Entity()
@Unique(["slug"])
@Check("theme_label_check", `num_nonnulls(label_nl, label_fr, label_en) > 0`)
@Check("theme_broader_check", `broader_id <> id`)
@Check(
  "theme_merged_into_check",
  `merged_into_id IS NULL OR (archived AND broader_id IS NULL AND merged_into_id <> id)`,
)
@Index("theme_search_rules_idx", { synchronize: false })
export class Theme extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => String, {
    description:
      "The name of the theme in URLs and filters: lower case, at most 100 characters, unique, never changed.",
  })
  @Column({ type: "text", collation: "C" })
  slug: string;

  @Column({ type: "text", nullable: true })
  labelNl: string | null;

  @Column({ type: "text", nullable: true })
  labelFr: string | null;

  @Column({ type: "text", nullable: true })
  labelEn: string | null;

  @Field(() => [String], { description: "Synonyms of the theme, in any language; empty when there are none." })
  @Column({ type: "text", array: true, default: [] })
  synonyms: string[];

  @Index()
  @Column({ type: "uuid", nullable: true })
  broaderId: string | null;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "broader_id" })
  broader?: Theme;

  @Field(() => Boolean, {
    description:
      "Whether the theme is archived: it can no longer be chosen, but objects that already have it retain it.",
  })
  @Column({ type: "boolean", default: false })
  archived: boolean;

  @Field(() => Int, {
    description: "The version of the theme, from 1: `editTheme` carries the one that it is based on.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** The theme that it was merged into, which is not merged itself: whatever looks it up finds that one. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  mergedIntoId: string | null;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "merged_into_id" })
  mergedInto?: Theme;

  /** The import source that brought it in, which alone corrects its labels. */
  @Column({ type: "text", nullable: true, select: false })
  source?: string | null;

  /** What that source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true, select: false })
  imported?: Record<string, string> | null;

  /** The words of the texts; see `core/search/searched-table.ts`. */
  @Column({ type: "tsvector", nullable: true, select: false })
  search?: string | null;

  /** The version of the rules that made `search`; 0 for the trigger's. */
  @Column({ type: "smallint", default: 0, select: false })
  searchRules?: number;
}
