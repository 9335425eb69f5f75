import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Theme } from "../themes/theme.entity.js";
import { Gathering } from "./gathering.entity.js";

/** A theme of a gathering; `position` is the given order, from 0. */
@Entity()
@Index(["themeId", "gatheringId"])
export class GatheringTheme {
  @PrimaryColumn({ type: "uuid" })
  gatheringId: string;

  @PrimaryColumn({ type: "uuid" })
  themeId: string;

  @Column({ type: "smallint" })
  position: number;

  @ManyToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "theme_id" })
  theme?: Theme;
}
