import { once } from "node:events";
import { text } from "node:stream/consumers";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
} from "jose";
import type { OidcConfig } from "../../../src/config/issuer.js";
import { mappingOf, presetOf } from "../../../src/oidc-config.js";
import { freePort } from "../../support/free-port.js";

export const audience = "https://ino.test";

export interface IssuerKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  jwk: JWK;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

let keys = 0;
export async function issuerKey(alg = "RS256"): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const kid = `key-${++keys}`;
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

export const pemOf = (key: IssuerKey): Promise<string> => exportSPKI(key.publicKey);

const now = (): number => Math.floor(Date.now() / 1000);

/** An issuer of which a test decides every answer: what no real one would sign, or tell. */
export class IssuerServer {
  /** What was asked of it. */
  readonly asked = { metadata: 0, keys: 0, userinfo: 0, introspection: 0 };
  key: IssuerKey;
  /** The keys that it tells; by default the one that it signs with. */
  told: JWK[] | null = null;
  /** What the metadata says beside the usual. */
  metadata: Record<string, unknown> = {};
  /** What is told about the bearer of a token; null for a refusal. */
  userinfo: (token: string) => Record<string, unknown> | null = () => null;
  /** What is told about a token, by a client with its secret. */
  introspection: (token: string) => Record<string, unknown> = () => ({ active: false });
  /** How the client gave its secret the last time. */
  authentication: "client_secret_basic" | "client_secret_post" | null = null;
  /** What an authorization code is exchanged for. */
  tokens: object = {};
  /** Answers in place of the usual, when it gives one. */
  answer: (path: string) => Answer | null = () => null;
  #server: Server | null = null;
  #port: number;

  static async start(): Promise<IssuerServer> {
    const issuer = new IssuerServer();
    issuer.#port = await freePort();
    issuer.key = await issuerKey();
    await issuer.start();
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get config(): OidcConfig {
    return { issuer: this.url, audience, claims: mappingOf(presetOf(undefined)), client: undefined };
  }

  /** Listens, after a stop at the same address as before. */
  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#respond(request, response)).listen(
      this.#port,
      "127.0.0.1",
    );
    await once(this.#server, "listening");
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  }

  /** A token as a front-end of the network would have it; what a test is about it overrides, undefined leaves out. */
  token(
    claims: JWTPayload & Record<string, unknown> = {},
    {
      key = this.key,
      header = {},
      knows,
    }: { key?: IssuerKey; header?: Partial<JWTHeaderParameters>; knows?: string } = {},
  ): Promise<string> {
    const usual = { iss: this.url, aud: audience, sub: "someone", iat: now(), exp: now() + 600 };
    const protectedHeader = { alg: key.alg, kid: key.kid, typ: "at+jwt", ...header };
    return new SignJWT(withoutUndefined({ ...usual, ...claims }))
      .setProtectedHeader(withoutUndefined(protectedHeader))
      .sign(key.privateKey, knows === undefined ? {} : { crit: { [knows]: true } });
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "";
    const sent = await text(request);
    const { status, headers = {}, body = "" } = this.answer(path) ?? this.#usual(path, request, sent);
    response.writeHead(status, { "content-type": "application/json", connection: "close", ...headers }).end(body);
  }

  #usual(path: string, { headers }: IncomingMessage, sent: string): Answer {
    const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value) });
    if (path === "/.well-known/openid-configuration") {
      this.asked.metadata++;
      const of = (name: string) => `${this.url}/${name}`;
      return json({
        issuer: this.url,
        jwks_uri: of("keys"),
        userinfo_endpoint: of("userinfo"),
        authorization_endpoint: of("authorize"),
        token_endpoint: of("token"),
        ...this.metadata,
      });
    }
    if (path === "/keys") {
      this.asked.keys++;
      return json({ keys: this.told ?? [this.key.jwk] });
    }
    if (path === "/userinfo") {
      this.asked.userinfo++;
      const told = this.userinfo(headers.authorization?.replace("Bearer ", "") ?? "");
      return told ? json(told) : { status: 401 };
    }
    if (path === "/token") return json(this.tokens);
    if (path === "/introspect") {
      this.asked.introspection++;
      const form = new URLSearchParams(sent);
      const isBasic = headers.authorization?.startsWith("Basic ") === true;
      if (!isBasic && !form.has("client_secret")) return { status: 401 };
      this.authentication = isBasic ? "client_secret_basic" : "client_secret_post";
      return json(this.introspection(form.get("token")!));
    }
    return { status: 404 };
  }
}

const withoutUndefined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

/** Claims of somebody whose address the issuer vouches for. */
let people = 0;
export const someone = (overrides: Record<string, unknown> = {}) => {
  const number = ++people;
  return {
    sub: `subject-${number}`,
    email: `iemand${number}@issuer.example`,
    email_verified: true,
    name: `Iemand ${number}`,
    ...overrides,
  };
};

export const ME = `{ viewer { email member { id name languages } } }`;
