import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Idea } from "../../ideas/idea.entity.js";
import { Gathering } from "../gathering.entity.js";

export enum AgendaItemStatus {
  PROPOSED = "PROPOSED",
  ACCEPTED = "ACCEPTED",
  DECLINED = "DECLINED",
}

registerEnumType(AgendaItemStatus, {
  name: "AgendaItemStatus",
  description: "Whether an idea is on the agenda of a gathering (status).",
  valuesConfig: {
    PROPOSED: { description: "Its author put it forward, and no host has decided yet (voorgesteld)." },
    ACCEPTED: { description: "The idea is on the agenda (aanvaard)." },
    DECLINED: { description: "A host declined it, or took it off the agenda (niet aanvaard)." },
  },
});

@ObjectType({
  implements: Node,
  description:
    "An idea on the agenda of a gathering, or put forward for it (agendapunt). Visible to those who may see both; unless " +
    "it is accepted, only to the author of the idea, the hosts, organisers and administrators.",
})
@Entity()
@Unique(["gatheringId", "ideaId"])
@Check("agenda_item_position_check", `(status = 'ACCEPTED') = (position IS NOT NULL)`)
@Check("agenda_item_minutes_check", `minutes > 0`)
@Index(["ideaId", "status"])
export class AgendaItem extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  gatheringId: string;

  @ManyToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  @Column({ type: "uuid" })
  ideaId: string;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @Field(() => AgendaItemStatus, { description: "Whether the idea is on the agenda." })
  @Column({ type: "enum", enum: AgendaItemStatus, enumName: "agenda_item_status" })
  status: AgendaItemStatus;

  /** The order on the agenda, with gaps; null for what is not on it. */
  @Column({ type: "integer", nullable: true })
  position: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many minutes the hosts planned for it: 1 to 1,440; null when they did not say.",
  })
  @Column({ type: "integer", nullable: true })
  minutes: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Why a host declined it; plain text of at most 2,000 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  reason: string | null;

  @Field(() => Date, {
    nullable: true,
    description: "When its author put it forward; null for one that an import brought.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  proposedAt: Date | null;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true })
  imported: Record<string, string> | null;
}
