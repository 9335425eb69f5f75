import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Theme } from "../themes/theme.entity.js";
import { LearningTrack } from "./learning-track.entity.js";

/** A theme of a learning track; `position` is the given order, from 0. */
@Entity()
@Index(["themeId", "trackId"])
export class TrackTheme {
  @PrimaryColumn({ type: "uuid" })
  trackId: string;

  @PrimaryColumn({ type: "uuid" })
  themeId: string;

  @Column({ type: "smallint" })
  position: number;

  @ManyToOne(() => LearningTrack, { onDelete: "CASCADE" })
  @JoinColumn({ name: "track_id" })
  track?: LearningTrack;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "theme_id" })
  theme?: Theme;
}
