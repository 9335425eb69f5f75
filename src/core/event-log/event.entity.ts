import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { nextEventPosition } from "./event-position.js";

/** The network's one log of what happened. Its positions are in the order of the commits: see `event-position.ts`. */
@Entity()
@Index(["kind", "position"])
@Index("event_of_idea_idx", { synchronize: false })
@Index("event_of_gathering_idx", { synchronize: false })
@Index("event_of_track_idx", { synchronize: false })
@Index("event_of_member_idx", { synchronize: false })
@Index("event_of_recipient_idx", { synchronize: false })
export class Event {
  @PrimaryColumn({ type: "bigint", default: () => nextEventPosition })
  position: string;

  /** What happened: one of `EventPayloads`. */
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
