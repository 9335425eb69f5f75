import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Session } from "../session.entity.js";

/** A refresh token, exchanged once for the next one of its session, its successor. */
@Entity()
@Index(["sessionId"])
@Index(["usedAt"], { where: "successor IS NOT NULL" })
export class RefreshToken {
  /** SHA-256 of the token; the token itself is not stored. */
  @PrimaryColumn({ type: "bytea" })
  tokenHash: Buffer;

  @Column({ type: "uuid" })
  sessionId: string;

  @ManyToOne(() => Session, { onDelete: "CASCADE" })
  @JoinColumn({ name: "session_id" })
  session?: Session;

  /** When the token was exchanged for its successor; a later exchange means that it was stolen. */
  @Column({ type: "timestamp with time zone", precision: 3, nullable: true })
  usedAt: Date | null;

  /** The successor, encrypted with a key that only the token gives; deleted once it is no longer given again. */
  @Column({ type: "bytea", nullable: true })
  successor: Buffer | null;
}
