import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** Where the event log begins: one row. It changes in the transaction that deletes. */
@Entity()
@Check("event_log_start_single_check", `single`)
export class EventLogStart {
  @PrimaryColumn({ type: "boolean" })
  single: true;

  /** The last position that was deleted; 0 while none was. */
  @Column({ type: "bigint" })
  position: string;
}
