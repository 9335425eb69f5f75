import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** How far the event log was read for notifications: one row. Whoever holds it makes them; it changes in the transaction that does. */
@Entity()
@Check("notification_position_single_check", `single`)
export class NotificationPosition {
  @PrimaryColumn({ type: "boolean" })
  single: true;

  @Column({ type: "bigint" })
  position: string;
}
