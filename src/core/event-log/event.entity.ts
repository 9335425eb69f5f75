import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * The network's one log of what happened. Positions are commit-ordered: the table's trigger takes an advisory lock
 * before a position is drawn and holds it until the commit, so that whoever has seen a position never finds a smaller one later.
 */
@Entity()
@Index(["kind", "position"])
@Index("event_of_idea_idx", { synchronize: false })
@Index("event_of_gathering_idx", { synchronize: false })
@Index("event_of_member_idx", { synchronize: false })
export class Event {
  @PrimaryColumn({ type: "bigint", default: () => "nextval('event_position')" })
  position: string;

  /** What happened, `subject.verb` in the past tense: `idea.posted`. */
  @Column({ type: "text" })
  kind: string;

  /** What it happened to. */
  @Column({ type: "uuid", nullable: true })
  subjectId: string | null;

  /** Ids and enum values alone; texts and names stay in their own tables, where they can be erased. */
  @Column({ type: "jsonb", default: {} })
  data: object;

  @Column({ type: "timestamp with time zone", precision: 3, default: () => "now()" })
  occurredAt: Date;
}
