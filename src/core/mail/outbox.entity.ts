import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** A mail that is still to be sent: written with what it tells of, deleted once it is delivered. */
@Entity()
@Index(["dueAt"])
export class Outbox {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  /** One of the mails that the service knows. */
  @Column({ type: "text" })
  kind: string;

  /** What the mail is about; texts and addresses are looked up when it is written, unless they are nowhere else. */
  @Column({ type: "jsonb" })
  payload: object;

  @Column({ type: "integer", default: 0 })
  attempts: number;

  @Column({ type: "timestamp with time zone", precision: 3, default: () => "now()" })
  createdAt: Date;

  /** When it is to be tried next; while it is being sent, when another process may take it over; infinity while it is held. */
  @Column({ type: "timestamp with time zone", precision: 3, default: () => "now()" })
  dueAt: Date;
}
