import { authorizationCodeGrant, buildAuthorizationUrl, buildEndSessionUrl } from "openid-client";
import type { Logger } from "pino";
import type { Language } from "../../../core/texts/language.js";
import type { ClaimReader } from "./claim-reader.js";
import type { Claims } from "./claims.js";
import type { IssuerClient } from "./issuer-client.js";
import type { Person } from "./person.js";
import { challengeOf } from "./secrets.js";

/** Binds the issuer's response to the sign-in request. */
export interface SignInChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** ID tokens are verified immediately after they are issued, so an older one is a replay. */
const oldestIdTokenSeconds = 10 * 60;

/** Sends members to the issuer to sign in, by the authorization-code flow with PKCE, and to sign out. */
export class IssuerSignIn {
  constructor(
    readonly client: IssuerClient,
    readonly reader: ClaimReader,
    readonly log: Logger,
  ) {}

  /** The authorization URL of the issuer, which redirects back to `redirectUri`. */
  async address(redirectUri: string, { state, nonce, codeVerifier }: SignInChecks): Promise<URL> {
    return buildAuthorizationUrl(await this.client.configuration(), {
      redirect_uri: redirectUri,
      scope: this.client.config.scope,
      state,
      nonce,
      code_challenge: challengeOf(codeVerifier),
      code_challenge_method: "S256",
    });
  }

  /**
   * The person who has signed in, from the redirect back to the service, and when the issuer said so; throws when it is
   * not the issuer's response to the checks. `language` is that of the browser.
   */
  async person(
    answer: URL,
    { state, nonce, codeVerifier }: SignInChecks,
    language: Language,
  ): Promise<{ person: Person; since: Date }> {
    const { issuer, config } = this.client;
    const tokens = await authorizationCodeGrant(await this.client.configuration(), answer, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
    });
    // The library relies on TLS instead of checking the signature; here the keys are available.
    const max = { ageSeconds: oldestIdTokenSeconds };
    const { payload } = await issuer.verify(tokens.id_token!, config.id, max);
    const { claims, isWhole } = await this.#completed(payload, tokens.access_token);
    const subject = this.reader.subjectOf(claims);
    if (subject === null) throw new Error("The ID token names nobody");
    const person = this.reader.personOf(subject, claims, language);
    // Who has no role may have no such claim.
    if (this.reader.mapping.roles && isWhole) person.roles ??= [];
    // The issuer's clock may be ahead.
    return { person, since: new Date(Math.min(payload.iat! * 1000, issuer.now().getTime())) };
  }

  /**
   * The claims of an ID token with those of the userinfo endpoint, if any are missing. That it cannot be asked matters
   * only for the address; otherwise the claims are not the whole.
   */
  async #completed(claims: Claims, accessToken: string): Promise<{ claims: Claims; isWhole: boolean }> {
    if (this.reader.isComplete(claims)) return { claims, isWhole: true };
    try {
      const userinfo = await this.client.issuer.userinfo(claims, accessToken);
      return { claims: userinfo ? this.reader.joined(claims, userinfo) : claims, isWhole: true };
    } catch (error) {
      if (!this.reader.hasAddress(claims)) throw error;
      this.log.warn({ err: error }, "the OpenID Connect issuer does not say all about a member");
      return { claims, isWhole: false };
    }
  }

  /** The address that ends the session at the issuer and redirects back to `redirectUri`; null where there is none. */
  async endSessionAddress(redirectUri: string, state: string | null): Promise<URL | null> {
    const { end_session_endpoint } = await this.client.issuer.metadata();
    if (end_session_endpoint === undefined) return null;
    return buildEndSessionUrl(await this.client.configuration(), {
      post_logout_redirect_uri: redirectUri,
      ...(state !== null && { state }),
    });
  }
}
