import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Theme } from "../themes/theme.entity.js";
import { ThemeFollower } from "./theme-follower.entity.js";

/** A theme that somebody follows by e-mail, once they have confirmed it. */
@Entity()
@Unique(["followerId", "themeId"])
export class ThemeFollow {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  @Column({ type: "uuid" })
  followerId: string;

  @ManyToOne(() => ThemeFollower, { onDelete: "CASCADE" })
  @JoinColumn({ name: "follower_id" })
  follower?: ThemeFollower;

  @Index()
  @Column({ type: "uuid" })
  themeId: string;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "theme_id" })
  theme?: Theme;

  /** When it was last asked for. */
  @Column({ type: "timestamp with time zone", precision: 3 })
  requestedAt: Date;

  /** Null until it is confirmed. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  confirmedAt: Date | null;
}
