import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Theme } from "../themes/theme.entity.js";
import { Practice } from "./practice.entity.js";

/** A theme of a practice; `position` is the sharer's order, from 0. */
@Entity()
@Index(["themeId", "practiceId"])
export class PracticeTheme {
  @PrimaryColumn({ type: "uuid" })
  practiceId: string;

  @PrimaryColumn({ type: "uuid" })
  themeId: string;

  @Column({ type: "smallint" })
  position: number;

  @ManyToOne(() => Practice, { onDelete: "CASCADE" })
  @JoinColumn({ name: "practice_id" })
  practice?: Practice;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "theme_id" })
  theme?: Theme;
}
