import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Language } from "../../core/texts/language.js";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { GatheringSeries } from "./series/gathering-series.entity.js";
import type { RegistrationQuestion } from "./questions/registration-question.types.js";
import { GatheringFormat, GatheringStatus, RegistrationMode } from "./gathering.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A meeting of members (bijeenkomst). Everybody may see one that is scheduled or cancelled, except that a gathering " +
    "hidden by a moderator is visible only to its hosts, organisers and administrators. A proposal, declined or not, " +
    "is visible only to its proposer, organisers and administrators.",
})
@Entity()
@Unique(["source", "sourceId"])
@Check("gathering_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Check("gathering_times_check", `ends_at > starts_at`)
@Check("gathering_capacity_check", `capacity > 0`)
@Check("gathering_version_check", `version > 0`)
@Check("gathering_registration_check", `registration_closes_at > registration_opens_at`)
@Index(["startsAt", "id"])
@Index(["seriesId", "startsAt", "id"])
@Index("gathering_status_idx", ["status", "startsAt", "id"])
@Index(["status", "enteredAt", "id"])
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

  @Field(() => Language, {
    nullable: true,
    description: "The language that is spoken at the gathering; null when unknown.",
  })
  @Column({ type: "enum", enum: Language, enumName: "language", nullable: true })
  language: Language | null;

  @Field(() => GatheringFormat, { description: "The format of the gathering." })
  @Column({ type: "enum", enum: GatheringFormat, enumName: "gathering_format" })
  format: GatheringFormat;

  @Field(() => Date, { description: "When the gathering begins." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  startsAt: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      "When the gathering ends; null if the end is open: it then counts as over at the end of its local day.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  endsAt: Date | null;

  @Field(() => String, {
    description: "The IANA time zone of the place, in which its times should be displayed, such as `Europe/Brussels`.",
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

  @Field(() => Date, {
    nullable: true,
    description: "When registration opens; null if it is open from the start.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  registrationOpensAt: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: "When registration closes; null if it is open until the gathering is over.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  registrationClosesAt: Date | null;

  @Field(() => RegistrationMode, {
    name: "registration",
    description: "How one gets a place: by registering, by the approval of a host, or by invitation.",
  })
  @Column({
    type: "enum",
    enum: RegistrationMode,
    enumName: "registration_mode",
    default: RegistrationMode.OPEN,
  })
  registrationMode: RegistrationMode;

  @Field(() => Date, {
    nullable: true,
    description:
      "Until when a place that comes free goes to the first on the waiting list; from then on the hosts decide. Null if " +
      "it does until the gathering is over.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  waitingListClosesAt: Date | null;

  @Field(() => Boolean, {
    description: "Whether people without an account can register, with an e-mail address that they confirm.",
  })
  @Column({ type: "boolean", default: false })
  acceptsGuests: boolean;

  /** What the hosts ask whoever registers. */
  @Column({ type: "jsonb", default: [] })
  questions: RegistrationQuestion[];

  @Field(() => GatheringStatus, { description: "Whether the gathering takes place." })
  @Column({ type: "enum", enum: GatheringStatus, enumName: "gathering_status", default: GatheringStatus.SCHEDULED })
  status: GatheringStatus;

  @Field(() => String, {
    name: "reason",
    nullable: true,
    description:
      "Why the gathering was cancelled, or the proposal declined; plain text of at most 2,000 characters. Null for all " +
      "others, and for a proposal that its proposer withdrew.",
  })
  @Column({ type: "text", nullable: true })
  statusReason: string | null;

  @Field(() => Boolean, {
    description:
      "Whether all its hosts have left, so that organisers have to find others; until then nobody can register.",
  })
  @Column({ type: "boolean", default: false })
  needsHost: boolean;

  /** Who proposed it; null when an organiser or an import made it, or when the proposer's account was erased. */
  @Index()
  @Column({ type: "uuid", nullable: true })
  proposerId: string | null;

  @ManyToOne(() => Member, { onDelete: "SET NULL" })
  @JoinColumn({ name: "proposer_id" })
  proposer?: Member;

  /** When it was proposed, scheduled or imported. */
  @Column({ type: "timestamp with time zone", precision: 3, default: () => "now()" })
  enteredAt: Date;

  @Field(() => Int, {
    description: "The version number: 1 at first, incremented by every edit.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** When anything about it last changed; a trigger sets it. */
  @Column({ type: "timestamp with time zone", precision: 3, default: () => "now()" })
  changedAt: Date;

  /** When it was to begin before it was moved last; null if it never was since it was scheduled. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  movedFrom: Date | null;

  @Column({ type: "uuid", nullable: true })
  seriesId: string | null;

  @ManyToOne(() => GatheringSeries, { onDelete: "SET NULL" })
  @JoinColumn({ name: "series_id" })
  series?: GatheringSeries;

  @Field(() => Boolean, {
    description:
      "Whether the gathering was edited by itself, so that edits of the series leave it as it is unless they " +
      "include it; false for one without a series.",
  })
  @Column({ type: "boolean", default: false })
  differsFromSeries: boolean;

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
