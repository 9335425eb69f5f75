import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from "typeorm";
import { AgendaItem } from "../agenda/agenda-item.entity.js";
import { Outcome } from "./outcome.entity.js";

/** What came of an agenda item. */
@Entity()
export class OutcomeResult {
  @PrimaryColumn({ type: "uuid" })
  agendaItemId: string;

  @OneToOne(() => AgendaItem, { onDelete: "CASCADE" })
  @JoinColumn({ name: "agenda_item_id" })
  agendaItem?: AgendaItem;

  @Index()
  @Column({ type: "uuid" })
  outcomeId: string;

  @ManyToOne(() => Outcome, { onDelete: "CASCADE" })
  @JoinColumn({ name: "outcome_id" })
  outcome?: Outcome;

  @Column({ type: "text" })
  result: string;
}
