import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { createHash, randomBytes } from "node:crypto";
import { Provider, type Configuration } from "oidc-provider";
import { audience } from "./issuer-server.js";

export const clientId = "ino";
export const clientSecret = "a secret of the service and the issuer";
/** A front-end that is a client of the issuer itself, and brings the issuer's tokens to the service. */
export const frontEnd = { id: "front-end", redirectUri: "https://front-end.test/back" };

let keys = 0;

/** Makes a provider like one of a kind. */
export type ProviderKind = (usual: Configuration) => Configuration;

/** A real OpenID provider, at which everybody who comes is `account` and agrees to everything. */
export class TestProvider {
  /** Who signs in there, and what it tells of them; null when they do not want to. */
  account: (Record<string, unknown> & { sub: string }) | null = null;
  /** Whether it breaks every connection off. */
  silent = false;
  #server: Server;
  #provider: Provider;
  /** The paths that were asked for, without queries. */
  readonly asked: string[] = [];
  #redirectUris: string[] = [];
  #postLogoutUris: string[] = [];

  constructor(readonly kind: ProviderKind = (usual) => usual) {}

  static async start(kind?: ProviderKind): Promise<TestProvider> {
    const test = new TestProvider(kind);
    test.#server = createServer((request, response) => void test.#answer(request, response)).listen(0, "127.0.0.1");
    await once(test.#server, "listening");
    return test;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Has it know the service, and sign with new keys from then on. */
  async knows(...redirectUris: string[]): Promise<void> {
    this.#redirectUris = redirectUris;
    this.#postLogoutUris = [new URL("signed-out", redirectUris[0]).href];
    await this.rotate();
  }

  async rotate(): Promise<void> {
    const { privateKey } = await generateKeyPair("RS256", { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: `provider-key-${++keys}`, use: "sig", alg: "RS256" };
    this.#provider = new Provider(this.url, this.kind(this.#configuration(key)));
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  #configuration(key: JWK): Configuration {
    const common = { grant_types: ["authorization_code"], response_types: ["code"] as const };
    return {
      jwks: { keys: [key] },
      clients: [
        {
          ...common,
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uris: this.#redirectUris,
          post_logout_redirect_uris: this.#postLogoutUris,
        },
        {
          ...common,
          client_id: frontEnd.id,
          redirect_uris: [frontEnd.redirectUri],
          token_endpoint_auth_method: "none",
        } as never,
      ],
      ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 600, IdToken: 600 },
      cookies: { keys: ["a key for the cookies of the test's browser"] },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "locale"] },
      findAccount: (_ctx, sub) => ({
        accountId: sub,
        claims: () => ({ ...this.account, sub }),
      }),
      extraTokenClaims: () => {
        const { sub: _, ...told } = this.account ?? { sub: "" };
        return told;
      },
      loadExistingGrant: async (ctx) => {
        const grant = new ctx.oidc.provider.Grant({
          clientId: ctx.oidc.client!.clientId,
          accountId: ctx.oidc.session!.accountId!,
        });
        grant.addOIDCScope("openid email profile vo");
        grant.addResourceScope(audience, "take-part");
        await grant.save();
        return grant;
      },
      features: {
        devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: () => ({
            scope: "take-part",
            audience,
            accessTokenFormat: "jwt",
            jwt: { sign: { alg: "RS256" } },
          }),
        },
      },
    };
  }

  /** Where others would show a form to sign in with. */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.silent) return void request.socket.destroy();
    this.asked.push(request.url!.split("?")[0]!);
    if (!request.url?.startsWith("/interaction/")) return void this.#provider.callback()(request, response);
    const result = this.account
      ? { login: { accountId: this.account.sub } }
      : { error: "access_denied", error_description: "The person did not want to." };
    await this.#provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}

/** The cookies of a browser, by name. */
export type Cookies = Map<string, string>;

/**
 * What a browser does at an issuer: keeps its cookies, goes where it is sent, and says yes to forms, as long as that is
 * `at` the issuer.
 */
export async function browse(address: string, at: string, cookies: Cookies = new Map()): Promise<string> {
  let next = address;
  let form: RequestInit = {};
  for (let hops = 0; hops < 20; hops++) {
    if (new URL(next).origin !== at) return next;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(next, { ...form, headers: { cookie }, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    const location = answer.headers.get("location");
    if (location !== null) {
      next = new URL(location, next).href;
      form = {};
      continue;
    }
    const page = await answer.text();
    const [, action] = /<form [^>]*action="([^"]+)"/.exec(page) ?? [];
    if (answer.status !== 200 || action === undefined) throw new Error(`${answer.status} ${page}`);
    const fields = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([\w-]+)"\/?>/g)];
    const body = new URLSearchParams(Object.fromEntries(fields.map(([, name, value]) => [name!, value!])));
    body.set("logout", "yes");
    form = { method: "POST", body };
    next = action;
  }
  throw new Error(`sent around and around, last to ${new URL(next).pathname}`);
}

export const secret = (): string => randomBytes(32).toString("base64url");
export const s256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** A client of the issuer that a front-end is. */
interface FrontEnd {
  id: string;
  redirectUri: string;
  /** Absent for a public client. */
  secret?: string;
}

/** What the issuer gives a front-end: an access token for the service, and an ID token for itself. */
export async function frontEndTokens(
  provider: TestProvider,
  { scope = "openid email profile", client = frontEnd }: { scope?: string; client?: FrontEnd } = {},
): Promise<{ accessToken: string; idToken: string }> {
  const verifier = secret();
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope,
    resource: audience,
    nonce: secret(),
    code_challenge: s256(verifier),
    code_challenge_method: "S256",
  });
  const back = new URL(await browse(`${provider.url}/auth?${query.toString()}`, provider.url));
  const answer = await fetch(`${provider.url}/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: client.id,
      ...(client.secret !== undefined && { client_secret: client.secret }),
      redirect_uri: client.redirectUri,
      code: back.searchParams.get("code")!,
      code_verifier: verifier,
      resource: audience,
    }),
  });
  const { access_token, id_token } = (await answer.json()) as { access_token: string; id_token: string };
  return { accessToken: access_token, idToken: id_token };
}
