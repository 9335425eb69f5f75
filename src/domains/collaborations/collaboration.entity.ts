import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Gathering } from "../gatherings/gathering.entity.js";
import { Idea } from "../ideas/idea.entity.js";
import { Member } from "../members/member.entity.js";

export enum CollaborationStage {
  EXPLORING = "EXPLORING",
  EXPERIMENT = "EXPERIMENT",
  SCALED = "SCALED",
  STOPPED = "STOPPED",
}

registerEnumType(CollaborationStage, {
  name: "CollaborationStage",
  description: "The stage of a collaboration (fase).",
  valuesConfig: {
    EXPLORING: { description: "The members get to know the question and each other (verkennen)." },
    EXPERIMENT: { description: "The members try it out in practice (experiment)." },
    SCALED: { description: "The result works and is used more widely (opgeschaald)." },
    STOPPED: { description: "The collaboration has ended (gestopt)." },
  },
});

@ObjectType({ implements: Node, description: "A collaboration of members (samenwerking). Everybody may see it." })
@Entity()
@Unique(["source", "sourceId"])
@Check("collaboration_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Index("collaboration_newest_idx", { synchronize: false })
@Index(["gatheringId", "startedAt", "id"])
@Index(["ideaId", "startedAt", "id"])
export class Collaboration extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => CollaborationStage, { description: "The stage of the collaboration." })
  @Column({
    type: "enum",
    enum: CollaborationStage,
    enumName: "collaboration_stage",
    default: CollaborationStage.EXPLORING,
  })
  stage: CollaborationStage;

  /** Visible only to some while it is hidden: see `outcomeOf`. */
  @Column({ type: "text", nullable: true })
  outcome: string | null;

  /** Who wrote the outcome; null for one of before this was recorded, or when that member has left. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  outcomeAuthorId: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "outcome_author_id" })
  outcomeAuthor?: Member;

  /** When a moderator hid the outcome; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  @Index()
  @Column({ type: "uuid", nullable: true })
  ideaId: string | null;

  @ManyToOne(() => Idea, { onDelete: "SET NULL" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  /** The gathering where a host began it. */
  @Column({ type: "uuid", nullable: true })
  gatheringId: string | null;

  @ManyToOne(() => Gathering, { onDelete: "SET NULL" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @Field(() => Date, {
    nullable: true,
    description: "When the collaboration started; null for one that an import brought without a date.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  startedAt: Date | null;

  @Field(() => Int, { description: "Increases by 1 with every change; pass it to `updateCollaboration`." })
  @Column({ type: "integer", default: 1 })
  version: number;

  @Column({ type: "text", nullable: true })
  source: string | null;

  @Column({ type: "text", nullable: true })
  sourceId: string | null;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true })
  imported: Record<string, string> | null;
}
