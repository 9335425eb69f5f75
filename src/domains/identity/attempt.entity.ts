import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** The number of attempts at a rate-limited operation within one minute. */
@Entity()
@Index(["minute"])
export class Attempt {
  /** SHA-256 of the key: the operation, and the account or address that it is counted for. */
  @PrimaryColumn({ type: "bytea" })
  keyHash: Buffer;

  @Column({ type: "timestamp with time zone", precision: 3 })
  minute: Date;

  @Column({ type: "integer" })
  count: number;
}
