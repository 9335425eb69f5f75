import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from "typeorm";
import { Registration } from "../registrations/registration.entity.js";

/** The answers of one registration, sealed: among them are needs that are health data. */
@Entity()
export class RegistrationAnswers {
  @PrimaryColumn({ type: "uuid" })
  registrationId: string;

  @OneToOne(() => Registration, { onDelete: "CASCADE" })
  @JoinColumn({ name: "registration_id" })
  registration?: Registration;

  /** The answers by the id of their question; see `Sealer`. */
  @Column({ type: "text" })
  sealed: string;
}
