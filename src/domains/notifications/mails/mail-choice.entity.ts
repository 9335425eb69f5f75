import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type { NotificationKind } from "../../../core/notifications/notification-kind.js";
import { Member } from "../../members/member.entity.js";

/** How a member gets notifications of a kind by mail, where they chose something else than its default. */
@Entity()
export class MailChoice {
  @PrimaryColumn({ type: "uuid" })
  memberId: string;

  @ManyToOne(() => Member, { onDelete: "CASCADE" })
  @JoinColumn({ name: "member_id" })
  member?: Member;

  @PrimaryColumn({ type: "text" })
  kind: NotificationKind;

  @Column({ type: "enum", enum: MailDelivery, enumName: "mail_delivery" })
  delivery: MailDelivery;
}
