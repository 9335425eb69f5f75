import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { GatheringFormat, GatheringStatus } from "./gathering.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A meeting of members (bijeenkomst). Everybody may see it, except that a gathering hidden by a " +
    "moderator is visible only to its hosts, organisers and administrators.",
})
@Entity()
@Unique(["source", "sourceId"])
@Check("gathering_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Check("gathering_times_check", `ends_at > starts_at`)
@Check("gathering_capacity_check", `capacity > 0`)
@Check("gathering_version_check", `version > 0`)
@Index(["startsAt", "id"])
export class Gathering extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => String, { description: "The title of the gathering, one line of 1 to 300 characters." })
  @Column({ type: "text" })
  title: string;

  @Field(() => String, {
    nullable: true,
    description: "What will happen; plain text of at most 20,000 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  description: string | null;

  @Field(() => GatheringFormat, { description: "The format of the gathering." })
  @Column({ type: "enum", enum: GatheringFormat, enumName: "gathering_format" })
  format: GatheringFormat;

  @Field(() => Date, { description: "When the gathering begins." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  startsAt: Date;

  @Field(() => Date, { nullable: true, description: "When the gathering ends; null if the end is open." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  endsAt: Date | null;

  @Field(() => String, {
    description: "The IANA time zone of the place, in which its times should be displayed: `Europe/Brussels`.",
  })
  @Column({ type: "text", default: "Europe/Brussels" })
  timeZone: string;

  @Column({ type: "text", nullable: true })
  placeName: string | null;

  @Column({ type: "text", nullable: true })
  placeAddress: string | null;

  @Column({ type: "text", nullable: true })
  onlineUrl: string | null;

  /** Number of places; null means unlimited. */
  @Column({ name: "capacity", type: "integer", nullable: true })
  limit: number | null;

  @Field(() => GatheringStatus, { description: "Whether the gathering takes place." })
  @Column({ type: "enum", enum: GatheringStatus, enumName: "gathering_status", default: GatheringStatus.SCHEDULED })
  status: GatheringStatus;

  @Field(() => Int, {
    description: "The version number: 1 at first, incremented by every edit.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** When a moderator hid it; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  @Column({ type: "text", nullable: true })
  source: string | null;

  @Column({ type: "text", nullable: true })
  sourceId: string | null;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true })
  imported: Record<string, string> | null;
}
