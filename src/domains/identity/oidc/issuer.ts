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
import { verifiedEmailOf, type Claims } from "./person.js";

/** Only signatures that the issuer alone can make; never HS*, whose key would be the public one, nor none. */
const algorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
const clockToleranceSeconds = 5;
const metadataFreshForMs = 60 * 60_000;
const keysFreshForMs = 10 * 60_000;

/** What the issuer tells of itself, as far as it is used here. */
export type IssuerMetadata = z.infer<ReturnType<typeof metadataRules>>;

const metadataRules = (issuer: string) => {
  const address = z.string().refine((text) => URL.canParse(text) && isSafe(new URL(text), issuer));
  return z.looseObject({
    issuer: z.literal(issuer),
    jwks_uri: address,
    authorization_endpoint: address.optional(),
    token_endpoint: address.optional(),
    userinfo_endpoint: address.optional(),
    token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  });
};

/** Plain HTTP only on the machine itself, and only where the issuer is spoken to like that. */
const isSafe = ({ protocol }: URL, issuer: string): boolean =>
  protocol === "https:" || (protocol === "http:" && new URL(issuer).protocol === "http:");

/** The issuer of OIDC_ISSUER: its metadata and keys, asked for when they are first needed, and kept. */
export class Issuer {
  readonly #metadata: RefreshingCache<IssuerMetadata>;
  readonly #keys: RefreshingCache<JWTVerifyGetKey>;

  constructor(
    readonly url: string,
    readonly now: () => Date,
    log: Logger,
  ) {
    const onFailure = (error: unknown): void => log.warn({ err: error }, "the OpenID Connect issuer cannot be asked");
    this.#metadata = new RefreshingCache({
      now,
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
      now,
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

  /** A JWT of the issuer's for this audience, valid now; throws when it is not. */
  verify(jwt: string, audience: string, max: { ageSeconds: number }): Promise<JWTVerifyResult> {
    return jwtVerify(jwt, this.#key, {
      issuer: this.url,
      audience,
      algorithms,
      requiredClaims: ["sub", "exp", "iat"],
      clockTolerance: clockToleranceSeconds,
      // Refuses what was issued in the future, too.
      maxTokenAge: max.ageSeconds,
      currentDate: this.now(),
    });
  }

  /**
   * The claims of a token, with what the issuer tells about the same subject where they hold no address that it vouches for.
   * Never the address of the one with the word of the other for it.
   */
  async claimsOf(claims: Claims, accessToken: string): Promise<Claims> {
    if (verifiedEmailOf(claims) !== null) return claims;
    const { userinfo_endpoint } = await this.metadata();
    if (userinfo_endpoint === undefined) return claims;
    const told = await fetchJson(userinfo_endpoint, { authorization: `Bearer ${accessToken}` });
    return told.sub === claims.sub ? { ...claims, email: null, email_verified: false, ...told } : claims;
  }

  /** The key that a header names, of the issuer's own set alone: keys and addresses in the header are never looked at. */
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
