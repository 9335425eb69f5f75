import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Theme } from "../themes/theme.entity.js";
import { Idea } from "./idea.entity.js";

/** A theme of an idea; `position` is the author's order, from 0. */
@Entity()
@Index(["themeId", "ideaId"])
export class IdeaTheme {
  @PrimaryColumn({ type: "uuid" })
  ideaId: string;

  @PrimaryColumn({ type: "uuid" })
  themeId: string;

  @Column({ type: "smallint" })
  position: number;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "theme_id" })
  theme?: Theme;
}
