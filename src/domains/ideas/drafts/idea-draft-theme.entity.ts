import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Theme } from "../../themes/theme.entity.js";
import { IdeaDraft } from "./idea-draft.entity.js";

@Entity()
export class IdeaDraftTheme {
  @PrimaryColumn({ type: "uuid" })
  draftId: string;

  @Index()
  @PrimaryColumn({ type: "uuid" })
  themeId: string;

  @Column({ type: "smallint" })
  position: number;

  @ManyToOne(() => IdeaDraft, { onDelete: "CASCADE" })
  @JoinColumn({ name: "draft_id" })
  draft?: IdeaDraft;

  @ManyToOne(() => Theme)
  @JoinColumn({ name: "theme_id" })
  theme?: Theme;
}
