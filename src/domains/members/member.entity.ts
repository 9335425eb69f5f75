import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Language } from "../../core/graphql/language.js";
import { Node } from "../../core/graphql/node.js";
import { Experience, ProfileVisibility, Sector } from "./member.enums.js";
import { Organisation } from "./organisation.entity.js";

@ObjectType({
  implements: Node,
  description: "A person in the network (lid). Who may see it is the member's to choose: `Viewer.settings`.",
})
@Entity()
@Unique(["source", "sourceId"])
@Check("member_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Index(["name", "id"])
@Index(["joinedAt", "id"])
@Index("member_text_idx", { synchronize: false })
export class Member extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "text", collation: "und-x-icu" })
  name: string;

  @Field(() => String, { nullable: true, description: "What the member does or looks for, in one line." })
  @Column({ type: "text", nullable: true })
  headline: string | null;

  @Field(() => String, { nullable: true, description: "More about the member, in their own words; plain text." })
  @Column({ type: "text", nullable: true })
  bio: string | null;

  @Index()
  @Column({ type: "uuid", nullable: true })
  organisationId: string | null;

  @ManyToOne(() => Organisation)
  @JoinColumn({ name: "organisation_id" })
  organisation?: Organisation;

  @Field(() => Sector, { nullable: true, description: "The sector the member works in; null when not told." })
  @Column({ type: "enum", enum: Sector, enumName: "sector", nullable: true })
  sector: Sector | null;

  @Field(() => Experience, { nullable: true, description: "The member's own estimate; null when not told." })
  @Column({ type: "enum", enum: Experience, enumName: "experience", nullable: true })
  experience: Experience | null;

  @Field(() => [Language], { description: "The languages the member works in, best first; empty when not told." })
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
    default: ProfileVisibility.EVERYBODY,
  })
  profileVisibility: ProfileVisibility;

  /** Whether who sees the profile also sees which gatherings the member goes to. */
  @Column({ type: "boolean", default: true })
  shareAttendance: boolean;

  /** Since when the profile is hidden by a moderator. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  hiddenAt: Date | null;

  /** Until when the member may read but not take part. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  suspendedUntil: Date | null;

  /** When the account was erased: what is left is a member without a name. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  erasedAt: Date | null;

  /** The import source and the id there; both null for who signed up here. */
  @Column({ type: "text", nullable: true })
  source: string | null;

  @Column({ type: "text", nullable: true })
  sourceId: string | null;
}
