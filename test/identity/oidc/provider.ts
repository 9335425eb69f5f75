import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { Provider, type Configuration } from "oidc-provider";
import { audience } from "./issuer-server.js";

export const clientId = "ino";
export const clientSecret = "a secret of the service and the issuer";
/** A front-end that is a client of the issuer itself, and brings the issuer's tokens to the service. */
export const frontEnd = { id: "front-end", redirectUri: "https://front-end.test/back" };

let keys = 0;

/** A real OpenID provider, at which everybody who comes is `account` and agrees to everything. */
export class TestProvider {
  /** Who signs in there, and what it tells of them; null when they do not want to. */
  account: (Record<string, unknown> & { sub: string }) | null = null;
  /** Whether it breaks every connection off. */
  silent = false;
  #server: Server;
  #provider: Provider;
  #redirectUris: string[] = [];

  static async start(): Promise<TestProvider> {
    const test = new TestProvider();
    test.#server = createServer((request, response) => void test.#answer(request, response)).listen(0, "127.0.0.1");
    await once(test.#server, "listening");
    return test;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Has it know the service, and sign with new keys from then on. */
  async knows(redirectUri: string): Promise<void> {
    this.#redirectUris = [redirectUri];
    await this.rotate();
  }

  async rotate(): Promise<void> {
    const { privateKey } = await generateKeyPair("RS256", { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: `provider-key-${++keys}`, use: "sig", alg: "RS256" };
    this.#provider = new Provider(this.url, this.#configuration(key));
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
        { ...common, client_id: clientId, client_secret: clientSecret, redirect_uris: this.#redirectUris },
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
        grant.addOIDCScope("openid email profile");
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
    if (!request.url?.startsWith("/interaction/")) return void this.#provider.callback()(request, response);
    const result = this.account
      ? { login: { accountId: this.account.sub } }
      : { error: "access_denied", error_description: "The person did not want to." };
    await this.#provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}

/**
 * What a browser does at an issuer: keeps its cookies, and goes where it is sent, as long as that is `at` the issuer.
 */
export async function browse(address: string, at: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = address;
  for (let hops = 0; hops < 20; hops++) {
    if (new URL(next).origin !== at) return next;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(next, { headers: { cookie }, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    const location = answer.headers.get("location");
    if (location === null) throw new Error(`${answer.status} ${await answer.text()}`);
    next = new URL(location, next).href;
  }
  throw new Error(`sent around and around, last to ${new URL(next).pathname}`);
}
