import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { GatheringSeries } from "./gathering-series.entity.js";

@ObjectType({
  implements: Node,
  description:
    "A member's registration for a whole series (inschrijving voor een reeks): it made a registration for each gathering " +
    "of the series, which can be cancelled one by one. Only the member sees it.",
})
@Entity()
@Unique(["seriesId", "memberId"])
@Index(["memberId"])
export class SeriesRegistration extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  seriesId: string;

  @ManyToOne(() => GatheringSeries, { onDelete: "CASCADE" })
  @JoinColumn({ name: "series_id" })
  series?: GatheringSeries;

  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Field(() => Date, { description: "When the member last registered for the series." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  registeredAt: Date;

  @Field(() => Date, { nullable: true, description: "When the member cancelled it; null while it stands." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  cancelledAt: Date | null;
}
