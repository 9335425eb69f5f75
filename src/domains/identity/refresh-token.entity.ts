import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Session } from "./session.entity.js";

/** A refresh token, exchanged once for the next one of its session. */
@Entity()
@Index(["sessionId"])
export class RefreshToken {
  /** SHA-256 of the token; the token itself is not stored. */
  @PrimaryColumn({ type: "bytea" })
  tokenHash: Buffer;

  @Column({ type: "uuid" })
  sessionId: string;

  @ManyToOne(() => Session, { onDelete: "CASCADE" })
  @JoinColumn({ name: "session_id" })
  session?: Session;

  /** When the token was exchanged for the next one; a second exchange means that it was stolen. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  usedAt: Date | null;
}
