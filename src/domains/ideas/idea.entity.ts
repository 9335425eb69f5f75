import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Language } from "../../core/texts/language.js";
import { Node } from "../../core/graphql/node.js";
import { Member } from "../members/member.entity.js";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";

@ObjectType({
  implements: Node,
  description:
    "A post by a member (idee): an idea, a question, a try-out or a showcase. Everybody may see it, " +
    "except that a withdrawn idea is visible to its author and co-authors alone, an idea hidden by a moderator to these, " +
    "organisers and administrators, and that a block between the author and the caller hides it from the caller, unless " +
    "they are a co-author.",
})
@Entity()
@Unique(["source", "sourceId"])
@Unique(["authorId", "idempotencyKey"])
@Check("idea_source_check", `(source IS NULL) = (source_id IS NULL)`)
@Check("idea_version_check", `version > 0`)
@Index(["postedAt", "id"])
@Index(["authorId", "postedAt", "id"])
@Index("idea_question_idx", ["postedAt", "id"], { where: `kind = 'QUESTION'` })
@Index("idea_text_idx", { synchronize: false })
@Index("idea_search_idx", { synchronize: false })
@Index("idea_search_rules_idx", { synchronize: false })
export class Idea extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => IdeaKind, { description: "The kind of the post." })
  @Column({ type: "enum", enum: IdeaKind, enumName: "idea_kind" })
  kind: IdeaKind;

  @Field(() => String, { description: "The title of the idea, one line of 1 to 300 characters." })
  @Column({ type: "text" })
  title: string;

  @Field(() => String, { description: "The text of the idea; plain text of at most 20,000 characters." })
  @Column({ type: "text" })
  body: string;

  @Field(() => Language, { nullable: true, description: "The language of the title and the text; null when unknown." })
  @Column({ type: "enum", enum: Language, enumName: "language", nullable: true })
  language: Language | null;

  @Field(() => IdeaStatus, { description: "The status of the idea." })
  @Column({ type: "enum", enum: IdeaStatus, enumName: "idea_status", default: IdeaStatus.OPEN })
  status: IdeaStatus;

  @Column({ type: "uuid" })
  authorId: string;

  @ManyToOne(() => Member)
  @JoinColumn({ name: "author_id" })
  author?: Member;

  @Field(() => Date, { description: "When the idea was posted." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  postedAt: Date;

  @Field(() => Date, { nullable: true, description: "When the idea was last edited; null if never." })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  editedAt: Date | null;

  @Field(() => Int, {
    description:
      "The version number: 1 at first, incremented by every edit and by withdrawal. `editIdea` requires " +
      "the version that the edit is based on.",
  })
  @Column({ type: "integer", default: 1 })
  version: number;

  /** Chosen by the client, unique per author, so that a repeated request posts once. */
  @Column({ type: "text", nullable: true })
  idempotencyKey: string | null;

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
  /** The words of the texts; see `core/search/searched-table.ts`. */
  @Column({ type: "tsvector", nullable: true, select: false })
  search?: string | null;

  /** The version of the rules that made `search`; 0 for the trigger's. */
  @Column({ type: "smallint", default: 0, select: false })
  searchRules?: number;
}
