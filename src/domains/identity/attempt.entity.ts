import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** How often something that may be tried a few times a minute was tried. */
@Entity()
@Index(["minute"])
export class Attempt {
  /** SHA-256 of what was tried and by or for whom. */
  @PrimaryColumn({ type: "bytea" })
  keyHash: Buffer;

  @Column({ type: "timestamp with time zone", precision: 3 })
  minute: Date;

  @Column({ type: "integer" })
  count: number;
}
