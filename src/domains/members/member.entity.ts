import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Language } from "../../core/texts/language.js";
import { Node } from "../../core/graphql/node.js";
import { Experience, MemberLevel, ProfileVisibility } from "./member.enums.js";
import { Sector } from "../organisations/sector.enum.js";
import { Organisation } from "../organisations/organisation.entity.js";

@ObjectType({
  implements: Node,
  description:
    "A person in the network (lid). In `Viewer.settings` members choose whether everybody or only " +
    "signed-in members may see their profile. A profile that a moderator has hidden is visible to the " +
    "member alone, and a block between two members hides their profiles from each other. Organisers and " +
    "administrators see every profile.",
})
@Entity()
@Unique(["source", "sourceId"])
@Check("member_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Index(["name", "id"])
@Index(["joinedAt", "id"])
@Index(["organisationId", "name", "id"])
@Index("member_text_idx", { synchronize: false })
@Index("member_search_idx", { synchronize: false })
@Index("member_search_rules_idx", { synchronize: false })
export class Member extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "text", collation: "und-x-icu" })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: "What the member does or looks for, in one line of at most 200 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  headline: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The member's description of themselves; plain text of at most 5,000 characters; null when not given.",
  })
  @Column({ type: "text", nullable: true })
  bio: string | null;

  @Column({ type: "uuid", nullable: true })
  organisationId: string | null;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: "organisation_id" })
  organisation?: Organisation;

  @Field(() => Sector, { nullable: true, description: "The sector in which the member works; null when not given." })
  @Column({ type: "enum", enum: Sector, enumName: "sector", nullable: true })
  sector: Sector | null;

  @Field(() => Experience, {
    nullable: true,
    description: "The member's experience in public innovation, by their own estimate; null when not given.",
  })
  @Column({ type: "enum", enum: Experience, enumName: "experience", nullable: true })
  experience: Experience | null;

  @Field(() => MemberLevel, {
    nullable: true,
    description: "The level at which the member works, by their own word; null when not given.",
  })
  @Column({ type: "enum", enum: MemberLevel, enumName: "member_level", nullable: true })
  level: MemberLevel | null;

  @Field(() => [Language], {
    description: "The languages in which the member works, best first; empty when not given.",
  })
  @Column({ type: "enum", enum: Language, enumName: "language", array: true, default: [] })
  languages: Language[];

  @Field(() => Date, { description: "When the member joined the network." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  joinedAt: Date;

  /** Whether the member may be suggested to others. */
  @Column({ type: "boolean", default: true })
  matchable: boolean;

  @Column({
    type: "enum",
    enum: ProfileVisibility,
    enumName: "profile_visibility",
    default: ProfileVisibility.MEMBERS,
  })
  profileVisibility: ProfileVisibility;

  /** Whether those who may see the profile also see the gatherings that the member attends. */
  @Column({ type: "boolean", default: false })
  shareAttendance: boolean;

  /** When a moderator hid the profile; null while it is not hidden. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  /** Until when the member may read but not participate. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  suspendedUntil: Date | null;

  /** When the account was erased; the row remains as the anonymous author of remaining contributions. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  erasedAt: Date | null;

  /** The import source and the id in that source; both null for members who signed up here. */
  @Column({ type: "text", nullable: true })
  source: string | null;

  @Column({ type: "text", nullable: true })
  sourceId: string | null;

  /** When they chose their interests themselves, which no import changes since; null when they never did. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  interestsSetAt: Date | null;

  /** What the import source said of it last, as digests by column. */
  @Column({ type: "jsonb", nullable: true })
  imported: Record<string, string> | null;
  /** The words of the texts; see `core/search/searched-table.ts`. */
  @Column({ type: "tsvector", nullable: true, select: false })
  search?: string | null;

  /** The version of the rules that made `search`; 0 for the trigger's. */
  @Column({ type: "smallint", default: 0, select: false })
  searchRules?: number;
}
