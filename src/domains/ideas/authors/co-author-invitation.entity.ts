import { Field, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../../core/graphql/node.js";
import { Member } from "../../members/member.entity.js";
import { Idea } from "../idea.entity.js";

export enum CoAuthorInvitationStatus {
  PENDING = "PENDING",
  ACCEPTED = "ACCEPTED",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
  ENDED = "ENDED",
}

registerEnumType(CoAuthorInvitationStatus, {
  name: "CoAuthorInvitationStatus",
  description: "The status of an invitation to be a co-author.",
  valuesConfig: {
    PENDING: { description: "The invited member has not answered yet (open)." },
    ACCEPTED: { description: "The member is a co-author of the idea (aanvaard)." },
    DECLINED: { description: "The member declined it (afgewezen)." },
    WITHDRAWN: {
      description: "The author withdrew it before it was answered, or a block came between the two (ingetrokken).",
    },
    ENDED: {
      description:
        "The member was a co-author until they left, the author removed them, or a block came between the two (beëindigd).",
    },
  },
});

@ObjectType({
  implements: Node,
  description:
    "An invitation to be a co-author of an idea (uitnodiging als medeauteur), one for each idea and member: inviting the " +
    "member once more reopens it. Visible to the invited member and to the authors of the idea, as long as they may see " +
    "the idea.",
})
@Entity()
@Unique(["ideaId", "memberId"])
@Index(["memberId", "invitedAt", "id"], { where: `status = 'PENDING'` })
@Index(["memberId", "answeredAt", "ideaId"], { where: `status = 'ACCEPTED'` })
@Check("co_author_invitation_answered_check", `(status = 'PENDING') = (answered_at IS NULL)`)
export class CoAuthorInvitation extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Column({ type: "uuid" })
  ideaId: string;

  @ManyToOne(() => Idea, { onDelete: "CASCADE" })
  @JoinColumn({ name: "idea_id" })
  idea?: Idea;

  @Index()
  @Column({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @Field(() => CoAuthorInvitationStatus, { description: "The status of the invitation." })
  @Column({ type: "enum", enum: CoAuthorInvitationStatus, enumName: "co_author_invitation_status" })
  status: CoAuthorInvitationStatus;

  @Field(() => Date, { description: "When the member was invited, the last time if there were several." })
  @Column({ type: "timestamp with time zone", precision: 3 })
  invitedAt: Date;

  @Field(() => Date, {
    nullable: true,
    description: "When the status became what it is; null while the invitation is pending.",
  })
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  answeredAt: Date | null;
}
