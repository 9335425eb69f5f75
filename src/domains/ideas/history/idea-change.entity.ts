import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Idea } from "../idea.entity.js";
import { IdeaStatus } from "../idea.enums.js";

export enum IdeaField {
  KIND = "KIND",
  TITLE = "TITLE",
  BODY = "BODY",
  THEMES = "THEMES",
  LANGUAGE = "LANGUAGE",
  STATUS = "STATUS",
  ANSWER = "ANSWER",
}

registerEnumType(IdeaField, {
  name: "IdeaField",
  description: "A field of an idea that can change (veld).",
  valuesConfig: {
    KIND: { description: "The kind of the idea (soort)." },
    TITLE: { description: "The title of the idea (titel)." },
    BODY: { description: "The text of the idea (tekst)." },
    THEMES: { description: "The themes, or their order (thema's)." },
    LANGUAGE: { description: "The language of the texts (taal)." },
    STATUS: { description: "The status of the idea (status)." },
    ANSWER: { description: "The comment that answers the question, or that none does (antwoord)." },
  },
});

@ObjectType({
  implements: Node,
  description:
    "A change of an idea (wijziging): who made it, when, and of which fields. What was written before is not stored. " +
    "Visible to those who may see the idea.",
})
@Entity()
@Index(["ideaId", "changedAt", "id"])
export class IdeaChange extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  ideaId: string;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @Index()
  @Column({ type: "uuid" })
  changedById: string;

  @ManyToOne(() => Member)
  @JoinColumn({ name: "changed_by_id" })
  changedBy?: Member;

  @Field(() => Date, { description: "When the change was made." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  changedAt: Date;

  @Field(() => [IdeaField], {
    description: "The fields that changed, each once; empty for news of an idea whose status stayed as it was.",
  })
  @Column({ type: "enum", enum: IdeaField, enumName: "idea_field", array: true })
  changed: IdeaField[];

  @Field(() => IdeaStatus, {
    nullable: true,
    description: "The status of the idea from this change on; null when the change is not of the status or its news.",
  })
  @Column({ type: "enum", enum: IdeaStatus, enumName: "idea_status", nullable: true })
  status: IdeaStatus | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What who changed it said of the status, plain text of 1 to 2,000 characters; null without a note, or if it was " +
      "erased with their account.",
  })
  @Column({ type: "text", nullable: true })
  note: string | null;
}
