import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * An identity whose account was erased while its tokens may still be in circulation; it must not recreate the account.
 * Deleted after a day.
 */
@Entity()
@Index(["forgottenAt"])
export class ForgottenIdentity {
  /** SHA-256 of issuer and subject. */
  @PrimaryColumn({ type: "bytea" })
  identityHash: Buffer;

  @Column({ type: "timestamp with time zone", precision: 3 })
  forgottenAt: Date;
}
