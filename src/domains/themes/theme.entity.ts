import { Field, ObjectType } from "type-graphql";
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
export class Theme extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => String, { description: "The theme's name in addresses and filters: lower case, unique, never changed." })
  @Column({ type: "text", collation: "C" })
  slug: string;

  @Column({ type: "text", nullable: true })
  labelNl: string | null;

  @Column({ type: "text", nullable: true })
  labelFr: string | null;

  @Column({ type: "text", nullable: true })
  labelEn: string | null;

  @Field(() => [String], { description: "Other words for the same theme, in any language." })
  @Column({ type: "text", array: true, default: [] })
  synonyms: string[];

  @Index()
  @Column({ type: "uuid", nullable: true })
  broaderId: string | null;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "broader_id" })
  broader?: Theme;

  @Field(() => Boolean, { description: "True when the theme is no longer offered; what carries it keeps it." })
  @Column({ type: "boolean", default: false })
  archived: boolean;
}
