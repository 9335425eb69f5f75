import { Column, Entity, PrimaryColumn } from "typeorm";

/** What the processes together have taken of one payer's budget of one minute. */
@Entity()
export class CostBudget {
  /** The minute's beginning, by the database's clock. */
  @PrimaryColumn({ type: "timestamp with time zone", precision: 3 })
  minute: Date;

  /** `member:<id>` or `address:<address>`. */
  @PrimaryColumn({ type: "text" })
  payer: string;

  /** The sum of all leases: the limit at most. */
  @Column({ type: "integer" })
  taken: number;

  /** What the last lease was given. */
  @Column({ type: "integer" })
  granted: number;
}
