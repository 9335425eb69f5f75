import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Guest } from "./guest.entity.js";

/** The link in one mail to a guest, to confirm, change, cancel or erase the registration; it works as long as the guest is there. */
@Entity()
@Index(["guestId"])
export class GuestLink {
  /** SHA-256 of the secret in the link. */
  @PrimaryColumn({ type: "bytea" })
  tokenHash: Buffer;

  @Column({ type: "uuid" })
  guestId: string;

  @ManyToOne(() => Guest, { onDelete: "CASCADE" })
  @JoinColumn({ name: "guest_id" })
  guest?: Guest;
}
