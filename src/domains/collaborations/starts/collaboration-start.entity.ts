import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Gathering } from "../../gatherings/gathering.entity.js";
import { Idea } from "../../ideas/idea.entity.js";
import { Member } from "../../members/member.entity.js";
import { Collaboration } from "../collaboration.entity.js";

/** A collaboration that somebody begins at a gathering, with the members to whom it sends requests. */
@Entity()
export class CollaborationStart {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  @Index()
  @Column({ type: "uuid" })
  gatheringId: string;

  @ManyToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @Index()
  @Column({ type: "uuid", nullable: true })
  ideaId: string | null;

  @ManyToOne(() => Idea, { onDelete: "SET NULL" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  /** The sender of its requests. */
  @Index()
  @Column({ type: "uuid" })
  byId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "by_id" })
  by?: Member;

  /** Whether the sender hosted or organised the gathering: everybody then sees where the collaboration began. */
  @Column({ type: "boolean" })
  byHost: boolean;

  /** Whether the sender collaborates too. */
  @Column({ type: "boolean" })
  takesPart: boolean;

  /** Null until two members agree. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  collaborationId: string | null;

  @ManyToOne(() => Collaboration, { onDelete: "SET NULL" })
  @JoinColumn({ name: "collaboration_id" })
  collaboration?: Collaboration;

  @Column({ type: "timestamp with time zone", precision: 3 })
  begunAt: Date;
}
