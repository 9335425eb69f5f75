import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from "typeorm";
import { Registration } from "../registrations/registration.entity.js";

/** The start of a gathering of which a member with a place was last reminded. */
@Entity()
export class Reminder {
  @PrimaryColumn({ type: "uuid" })
  registrationId: string;

  @OneToOne(() => Registration, { onDelete: "CASCADE" })
  @JoinColumn({ name: "registration_id" })
  registration?: Registration;

  @Column({ type: "timestamp with time zone", precision: 3 })
  startsAt: Date;
}
