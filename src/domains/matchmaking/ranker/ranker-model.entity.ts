import { Check, Column, Entity, PrimaryColumn } from "typeorm";
import type { Evaluation } from "../learning/evaluate.js";
import type { RankerModel } from "../learning/model.js";

/** What one training learned, and how it was judged. The newest version is the one in use. */
@Entity({ name: "ranker_model" })
@Check("ranker_model_version_check", "version > 0")
export class TrainedModel {
  @PrimaryColumn({ type: "integer" })
  version: number;

  @Column({ type: "timestamptz", precision: 3 })
  trainedAt: Date;

  /** That of `model`, for people to read. */
  @Column({ type: "text" })
  kind: string;

  @Column({ type: "jsonb" })
  model: RankerModel;

  @Column({ type: "jsonb" })
  evaluation: Evaluation;
}
