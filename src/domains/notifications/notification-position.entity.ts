import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/**
 * The position in the event log up to which notifications were created: a single row. The process that locks it creates
 * notifications, and updates it in the same transaction.
 */
@Entity()
@Check("notification_position_single_check", `single`)
export class NotificationPosition {
  @PrimaryColumn({ type: "boolean" })
  single: true;

  @Column({ type: "bigint" })
  position: string;
}
