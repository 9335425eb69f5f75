import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  None,
  type ClientAuth,
  type ServerMetadata,
} from "openid-client";
import type { OidcClientConfig } from "../../../config.js";
import { boundedFetch } from "./bounded-fetch.js";
import type { Issuer, IssuerMetadata } from "./issuer.js";
import { personOf, subjectOf, type Person } from "./person.js";
import { challengeOf } from "./secrets.js";

/** Binds the issuer's response to the sign-in request. */
export interface SignInChecks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** ID tokens are verified immediately after they are issued, so an older one is a replay. */
const oldestIdTokenSeconds = 10 * 60;

/** The service as a client of the issuer: the authorization-code flow with PKCE. */
export class IssuerSignIn {
  constructor(
    readonly issuer: Issuer,
    readonly client: OidcClientConfig,
  ) {}

  /** The authorization URL of the issuer, which redirects back to `redirectUri`. */
  async address(redirectUri: string, { state, nonce, codeVerifier }: SignInChecks): Promise<URL> {
    return buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: redirectUri,
      scope: this.client.scope,
      state,
      nonce,
      code_challenge: challengeOf(codeVerifier),
      code_challenge_method: "S256",
    });
  }

  /**
   * The person who has signed in, from the redirect back to the service; throws when it is not the issuer's response to
   * `checks`.
   */
  async person(answer: URL, { state, nonce, codeVerifier }: SignInChecks): Promise<{ person: Person; since: Date }> {
    const tokens = await authorizationCodeGrant(await this.#configuration(), answer, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
    });
    // The library relies on TLS instead of checking the signature; here the keys are available.
    const max = { ageSeconds: oldestIdTokenSeconds };
    const { payload } = await this.issuer.verify(tokens.id_token!, this.client.id, max);
    const subject = subjectOf(payload);
    if (subject === null) throw new Error("The ID token names nobody");
    const claims = await this.issuer.claimsOf(payload, tokens.access_token);
    return { person: personOf(this.issuer.url, subject, claims), since: new Date(payload.iat! * 1000) };
  }

  async #configuration(): Promise<Configuration> {
    const metadata = await this.issuer.metadata();
    const { id, secret } = this.client;
    const configuration = new Configuration(
      metadata as ServerMetadata,
      id,
      undefined,
      authenticationOf(secret, metadata),
    );
    configuration[customFetch] = (url, init) => boundedFetch(url, init);
    configuration.timeout = 3;
    // Only issuers on the local machine have such an address.
    if (this.issuer.url.startsWith("http:")) allowInsecureRequests(configuration);
    return configuration;
  }
}

function authenticationOf(secret: string | undefined, metadata: IssuerMetadata): ClientAuth {
  if (secret === undefined) return None();
  const ways = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  return ways.includes("client_secret_basic") ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}
