import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** What a member made with an idempotency key, so that the same request makes it once. */
@Entity()
@Index(["usedAt"])
export class IdempotencyKey {
  /** SHA-256 of the caller and the key. */
  @PrimaryColumn({ type: "bytea" })
  keyHash: Buffer;

  /** The mutation that the key was used for. */
  @Column({ type: "text" })
  mutation: string;

  /** SHA-256 of the input, to recognise another request with the same key. */
  @Column({ type: "bytea" })
  inputHash: Buffer;

  /** The id of what was made; null only within the transaction that makes it. */
  @Column({ type: "uuid", nullable: true })
  madeId: string | null;

  @Column({ type: "timestamp with time zone", precision: 3, default: () => "now()" })
  usedAt: Date;
}
