import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Theme } from "../themes/theme.entity.js";
import { Member } from "./member.entity.js";
import { Stance } from "./member.enums.js";

@ObjectType({
  description:
    "A member's interest in a theme, with the stance towards it (interesse). A member has at most one " + "per theme.",
})
@Entity()
@Index(["themeId", "memberId"])
export class Interest {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @PrimaryColumn({ type: "uuid" })
  themeId: string;

  @Field(() => Stance, {
    description: "Whether the member follows the theme, seeks help with it or offers help with it.",
  })
  @Column({ type: "enum", enum: Stance, enumName: "stance" })
  stance: Stance;

  /** Since when; null when that is from before the records, or an import brought it without a date. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  since: Date | null;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "theme_id" })
  theme?: Theme;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true })
  imported: Record<string, string> | null;
}
