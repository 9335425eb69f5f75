import {
  createLocalJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  type JWTVerifyResult,
} from "jose";
import type { Logger } from "pino";
import { z } from "zod";
import { fetchJson } from "./bounded-fetch.js";
import { RefreshingCache } from "./refreshing-cache.js";
import type { Claims } from "./claims.js";

/** Asymmetric algorithms only: with HS* the key would be the public one, and `none` has no signature. */
const algorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
/** How far the issuer's clock may be from the service's. */
export const clockToleranceSeconds = 60;
const metadataFreshForMs = 60 * 60_000;
const keysFreshForMs = 10 * 60_000;

/** The metadata of the issuer, as far as it is used here. */
export type IssuerMetadata = z.infer<ReturnType<typeof metadataRules>>;

const metadataRules = (issuer: string) => {
  const address = z.string().refine((text) => URL.canParse(text) && isSafe(new URL(text), issuer));
  return z.looseObject({
    issuer: z.literal(issuer),
    jwks_uri: address,
    authorization_endpoint: address.optional(),
    token_endpoint: address.optional(),
    userinfo_endpoint: address.optional(),
    introspection_endpoint: address.optional(),
    end_session_endpoint: address.optional(),
    token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  });
};

/** Plain HTTP is allowed only when the issuer itself is addressed by HTTP, which is the local machine. */
const isSafe = ({ protocol }: URL, issuer: string): boolean =>
  protocol === "https:" || (protocol === "http:" && new URL(issuer).protocol === "http:");

/** The issuer of OIDC_ISSUER, with its metadata and keys, fetched on first use and cached. */
export class Issuer {
  readonly #metadata: RefreshingCache<IssuerMetadata>;
  readonly #keys: RefreshingCache<JWTVerifyGetKey>;

  constructor(
    readonly url: string,
    readonly now: () => Date,
    log: Logger,
    readonly elapsedMs: () => number = () => performance.now(),
  ) {
    const onFailure = (error: unknown): void => log.warn({ err: error }, "the OpenID Connect issuer cannot be asked");
    this.#metadata = new RefreshingCache({
      elapsedMs,
      onFailure,
      freshForMs: metadataFreshForMs,
      fetch: async () => {
        const found = await fetchJson(`${url.replace(/\/$/, "")}/.well-known/openid-configuration`);
        const { data, error } = metadataRules(url).safeParse(found);
        if (!data)
          throw new Error(
            `The metadata at OIDC_ISSUER does not fit: ${error.issues.map(({ path }) => path.join(".")).join()}`,
          );
        return data;
      },
    });
    this.#keys = new RefreshingCache({
      elapsedMs,
      onFailure,
      freshForMs: keysFreshForMs,
      fetch: async () => {
        const { jwks_uri } = await this.metadata();
        return createLocalJWKSet((await fetchJson(jwks_uri)) as unknown as JSONWebKeySet);
      },
    });
  }

  /** Throws when the issuer has never been reached. */
  metadata(): Promise<IssuerMetadata> {
    return this.#metadata.get();
  }

  /** Verifies a JWT of the issuer for this audience; throws when it is invalid. */
  verify(jwt: string, audience: string, max: { ageSeconds: number }): Promise<JWTVerifyResult> {
    return jwtVerify(jwt, this.#key, {
      issuer: this.url,
      audience,
      algorithms,
      requiredClaims: ["sub", "exp", "iat"],
      clockTolerance: clockToleranceSeconds,
      // Also rejects tokens issued in the future.
      maxTokenAge: max.ageSeconds,
      currentDate: this.now(),
    });
  }

  /** What the userinfo endpoint says about the bearer of an access token; null without one, or about another person. */
  async userinfo({ sub }: Claims, accessToken: string): Promise<Claims | null> {
    const { userinfo_endpoint } = await this.metadata();
    if (userinfo_endpoint === undefined) return null;
    const userinfo = await fetchJson(userinfo_endpoint, { authorization: `Bearer ${accessToken}` });
    return userinfo.sub === sub ? userinfo : null;
  }

  /** The key named by a header, only from the issuer's own key set: keys and URLs in the header are ignored. */
  readonly #key: JWTVerifyGetKey = async (header, token) => {
    const knew = this.#keys.known;
    const known = await this.#keys.get();
    try {
      return await known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!knew) {
        this.#keys.countAsRenewal();
        throw error;
      }
    }
    const renewed = await this.#keys.renew();
    return renewed(header, token);
  };
}
