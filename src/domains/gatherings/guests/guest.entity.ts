import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Language } from "../../../core/texts/language.js";
import { Gathering } from "../gathering.entity.js";

/**
 * Whoever registers for one gathering without an account: their registration is made when they confirm the address. Or
 * who simply came, without an address.
 */
@ObjectType({
  description:
    "Somebody without an account who registered for a gathering with a confirmed e-mail address, or whom a host checked in " +
    "by name (gast). Visible to the hosts, organisers and administrators alone.",
})
@Entity()
@Unique(["gatheringId", "email"])
@Index(["confirmedAt", "requestedAt"])
@Check("guest_erased_check", `email IS NULL OR name IS NOT NULL`)
export class Guest {
  @PrimaryColumn({ type: "uuid" })
  id: string;

  @Column({ type: "uuid" })
  gatheringId: string;

  @ManyToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @Field(() => String, {
    nullable: true,
    description:
      "The name of the guest, one line of at most 120 characters; null once it was erased, at the latest 30 days after " +
      "the gathering.",
  })
  @Column({ type: "text", nullable: true })
  name: string | null;

  @Column({ type: "text", nullable: true })
  email: string | null;

  @Column({ type: "enum", enum: Language, enumName: "language" })
  language: Language;

  @Column({ type: "timestamp with time zone", precision: 3 })
  requestedAt: Date;

  /** The answers until the address is confirmed, sealed; see `Sealer`. */
  @Column({ type: "text", nullable: true })
  answers: string | null;

  /** When the address was confirmed; null until then. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  confirmedAt: Date | null;
}
