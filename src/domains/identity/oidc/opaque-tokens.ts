import { LRUCache } from "lru-cache";
import { tokenIntrospection } from "openid-client";
import type { Logger } from "pino";
import { z } from "zod";
import { addressGroup } from "../../../core/rate-limits/address-group.js";
import { sha256 } from "../../../core/sha256.js";
import { longestLifetimeMs } from "../tokens.js";
import { IssuerUnreachable } from "./bounded-fetch.js";
import type { Claims } from "./claims.js";
import { FailureLimit } from "./failure-limit.js";
import { clockToleranceSeconds } from "./issuer.js";
import type { IssuerClient } from "./issuer-client.js";

/** How many answers of the issuer a process remembers: those for the tokens that were used last. */
const maxAnswers = 10_000;
/** How long an answer is used without another question; a token that was withdrawn at the issuer works for as long. */
const freshMs = { active: 60_000, refused: 30_000 };
/** How long the answer for a valid token is used while the issuer cannot be asked. */
const outageMs = 10 * 60_000;
/** How many questions a process has under way at a time. */
const maxAsking = 20;
/** How many tokens of one address may turn out not to be valid: at once, and a minute. */
const refusals = { size: 20, periodMs: 60_000 };

/** What a bearer token may look like (RFC 6750), and is long enough not to be guessed. */
const tokenForm = /^[\w.~+/-]{16,4096}=*$/;

/** Whether only the issuer knows what a token is worth: not of what is a JWT, or pretends to be one. */
export const isOpaque = (token: string): boolean => !/^eyJ[\w-]*\./.test(token) && tokenForm.test(token);

interface Answer {
  /** Null for a token that is not valid. */
  claims: Claims | null;
  /** By the clock that only goes forward. */
  at: number;
}

/** Asks the issuer what access tokens are worth that are not JWTs (RFC 7662). */
export class OpaqueTokens {
  /** By hash: the tokens themselves are not stored. */
  readonly #answers = new LRUCache<string, Answer>({ max: maxAnswers });
  readonly #asking = new Map<string, Promise<Claims | null>>();
  readonly #refusals: FailureLimit;

  constructor(
    readonly client: IssuerClient,
    readonly audience: string,
    readonly log: Logger,
  ) {
    this.#refusals = new FailureLimit({ ...refusals, elapsedMs: client.issuer.elapsedMs });
  }

  /**
   * The claims of a token; null when it is not valid. Concurrent calls with a token share one question. Throws while the
   * issuer cannot be asked about a token that was not used in the last minutes. `address` is the client's.
   */
  async claims(token: string, address: string): Promise<Claims | null> {
    const hash = sha256(token).toString("base64url");
    const known = this.#answers.get(hash);
    const ageMs = known ? this.client.issuer.elapsedMs() - known.at : Infinity;
    if (known && ageMs < (known.claims ? freshMs.active : freshMs.refused)) return this.#ifCurrent(known.claims);
    const running = this.#asking.get(hash);
    if (running) return running;
    const from = addressGroup(address);
    const isTrusted = known !== undefined && known.claims !== null;
    // What was valid a while ago is no guess.
    if (!isTrusted && this.#refusals.isFull(from)) return null;
    const asking = this.#ask(token, hash, from)
      .catch((error: unknown) => {
        if (isTrusted && ageMs < outageMs) return this.#ifCurrent(known.claims);
        throw error;
      })
      .finally(() => this.#asking.delete(hash));
    this.#asking.set(hash, asking);
    return asking;
  }

  async #ask(token: string, hash: string, from: string): Promise<Claims | null> {
    if (this.#asking.size >= maxAsking) throw new IssuerUnreachable("Too many tokens are being introspected");
    const { config, issuer } = this.client;
    // Public clients may not ask.
    if (config.secret === undefined) return null;
    let found: unknown;
    try {
      if ((await issuer.metadata()).introspection_endpoint === undefined) return null;
      found = await tokenIntrospection(await this.client.configuration(), token, { token_type_hint: "access_token" });
    } catch (error) {
      this.#refusals.count(from);
      this.log.warn({ err: error }, "the OpenID Connect issuer cannot be asked about a token");
      throw new IssuerUnreachable("The issuer does not say what a token is worth", { cause: error });
    }
    const claims = this.#claimsIn(found);
    if (claims === null) this.#refusals.count(from);
    this.#answers.set(hash, { claims, at: issuer.elapsedMs() });
    return claims;
  }

  /** The claims in the issuer's answer; null unless it is about a valid access token for this service. */
  #claimsIn(answer: unknown): Claims | null {
    const { data } = answerRules.safeParse(answer);
    if (!data || (data.iss !== undefined && data.iss !== this.client.issuer.url)) return null;
    // Without an audience, a token is for the client that it was issued to.
    const isForService =
      data.aud === undefined
        ? data.client_id !== undefined && [this.audience, this.client.config.id].includes(data.client_id)
        : [data.aud].flat().includes(this.audience);
    return isForService ? this.#ifCurrent(data) : null;
  }

  #ifCurrent(claims: Claims | null): Claims | null {
    if (claims === null) return null;
    const { exp, iat, nbf = 0 } = claims as { exp: number; iat: number; nbf?: number };
    const now = this.client.issuer.now().getTime() / 1_000;
    const isCurrent =
      exp > now - clockToleranceSeconds &&
      Math.max(iat, nbf) <= now + clockToleranceSeconds &&
      iat >= now - longestLifetimeMs / 1_000;
    return isCurrent ? claims : null;
  }
}

/** Refresh tokens can be introspected as well, but have no type. */
const answerRules = z.looseObject({
  active: z.literal(true),
  token_type: z.string().regex(/^bearer$/i),
  sub: z.string(),
  exp: z.number(),
  iat: z.number(),
  nbf: z.number().optional(),
  iss: z.string().optional(),
  client_id: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
});
