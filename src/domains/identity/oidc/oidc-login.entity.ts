import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";

/** Somebody who was sent to the issuer and has not come back yet; ten minutes, once. */
@Entity()
@Index(["expiresAt"])
@Check("oidc_login_check", `(return_to IS NULL) = (challenge IS NULL)`)
export class OidcLogin {
  /** SHA-256 of the `state` that they bring back. */
  @PrimaryColumn({ type: "bytea" })
  stateHash: Buffer;

  /** What the authorization code is exchanged with (PKCE). */
  @Column({ type: "text" })
  codeVerifier: string;

  /** What the ID token must hold. */
  @Column({ type: "text" })
  nonce: string;

  /** The page to go back to; null when tokens are to be shown. */
  @Column({ type: "text", nullable: true })
  returnTo: string | null;

  /** S256 of what the page that began keeps to itself. */
  @Column({ type: "text", nullable: true })
  challenge: string | null;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
