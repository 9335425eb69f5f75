import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Idea } from "../ideas/idea.entity.js";

export enum CollaborationStage {
  EXPLORING = "EXPLORING",
  EXPERIMENT = "EXPERIMENT",
  SCALED = "SCALED",
  STOPPED = "STOPPED",
}

registerEnumType(CollaborationStage, {
  name: "CollaborationStage",
  description: "How far a collaboration is (fase).",
  valuesConfig: {
    EXPLORING: { description: "Getting to know the question and each other (verkennen)." },
    EXPERIMENT: { description: "Trying it out for real (experiment)." },
    SCALED: { description: "It works and is used more widely (opgeschaald)." },
    STOPPED: { description: "It ended (gestopt)." },
  },
});

@ObjectType({ implements: Node, description: "Two or more members who work together (samenwerking)." })
@Entity()
@Unique(["source", "sourceId"])
@Check("collaboration_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Index(["startedAt", "id"])
export class Collaboration extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => CollaborationStage, { description: "How far it is." })
  @Column({
    type: "enum",
    enum: CollaborationStage,
    enumName: "collaboration_stage",
    default: CollaborationStage.EXPLORING,
  })
  stage: CollaborationStage;

  @Field(() => String, { nullable: true, description: "What came of it, in the members' words; null while unknown." })
  @Column({ type: "text", nullable: true })
  outcome: string | null;

  @Index()
  @Column({ type: "uuid", nullable: true })
  ideaId: string | null;

  @ManyToOne(() => Idea, { onDelete: "SET NULL" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @Field(() => Date, { description: "When the members began, or when it was first recorded here." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  startedAt: Date;

  @Field(() => Int, { description: "Goes up with every edit; `updateCollaboration` takes it." })
  @Column({ type: "integer", default: 1 })
  version: number;

  @Column({ type: "text", nullable: true })
  source: string | null;

  @Column({ type: "text", nullable: true })
  sourceId: string | null;
}
