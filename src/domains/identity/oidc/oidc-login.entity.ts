import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";

/** A sign-in in progress at the issuer. Valid once, for ten minutes. */
@Entity()
@Index(["expiresAt"])
@Check("oidc_login_check", `(return_to IS NULL) = (challenge IS NULL)`)
export class OidcLogin {
  /** SHA-256 of the `state` parameter of the redirect back. */
  @PrimaryColumn({ type: "bytea" })
  stateHash: Buffer;

  /** The PKCE code verifier for the exchange of the authorization code. */
  @Column({ type: "text" })
  codeVerifier: string;

  /** The nonce that the ID token must contain. */
  @Column({ type: "text" })
  nonce: string;

  /** The page to return to; null to respond with the tokens. */
  @Column({ type: "text", nullable: true })
  returnTo: string | null;

  /** The S256 challenge of the page that started the sign-in. */
  @Column({ type: "text", nullable: true })
  challenge: string | null;

  /** SHA-256 of the token of the mailed link that the sign-in began at; null for one that began elsewhere. */
  @Column({ type: "bytea", nullable: true })
  confirmationHash: Buffer | null;

  @Column({ type: "timestamp with time zone", precision: 3 })
  expiresAt: Date;
}
