import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** A leaky bucket: how often something was done lately, by somebody or to somebody. */
@Entity()
@Index(["emptyAt"])
export class LeakyBucket {
  /** SHA-256 of the key: what is counted, and whose it is. */
  @PrimaryColumn({ type: "bytea" })
  keyHash: Buffer;

  /** When everything will have leaked out; the level is what leaks until then. Rounded to milliseconds, it would be more. */
  @Column({ type: "timestamp with time zone" })
  emptyAt: Date;

  /** Whether the last drop did not fit in. */
  @Column({ type: "boolean" })
  overflowed: boolean;
}
