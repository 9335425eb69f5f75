import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from "typeorm";
import { RegistrationStatus } from "../gathering.enums.js";
import { Registration } from "../registrations/registration.entity.js";

/** That somebody was checked in who had no place; deleted when the check-in is undone. */
@Entity()
export class WalkIn {
  @PrimaryColumn({ type: "uuid" })
  registrationId: string;

  @OneToOne(() => Registration, { onDelete: "CASCADE" })
  @JoinColumn({ name: "registration_id" })
  registration?: Registration;

  /** What the registration was before; CANCELLED for who had none. */
  @Column({ type: "enum", enum: RegistrationStatus, enumName: "registration_status" })
  statusBefore: RegistrationStatus;
}
