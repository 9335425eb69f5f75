import type { JWK } from "jose";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * A key that badges are signed with, the same for all processes. One at most is not replaced; those that are stay, as
 * badges that they signed are verified with them.
 */
@Entity()
@Index("badge_key_current_idx", { synchronize: false })
export class BadgeKey {
  /** The thumbprint of the public key (RFC 7638). */
  @PrimaryColumn({ type: "text" })
  id: string;

  /** In the form of RFC 7517. */
  @Column({ type: "jsonb" })
  publicKey: JWK;

  /** The private key, sealed by `DATA_KEY`. */
  @Column({ type: "text" })
  sealed: string;

  @Column({ type: "timestamp with time zone", precision: 3 })
  createdAt: Date;

  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  replacedAt: Date | null;
}
