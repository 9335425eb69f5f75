import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mappingOf, presetOf } from "../../../src/oidc-config.js";
import { testApp, type TestApp } from "../../support/app.js";
import { audience, IssuerServer, someone } from "./issuer-server.js";
import { browse, clientId, clientSecret, TestProvider, type Cookies } from "./provider.js";

const page = "https://ino.test/tot-ziens?taal=nl";
const client = { id: clientId, secret: clientSecret, authentication: undefined, scope: "openid email profile" };
const claims = mappingOf(presetOf(undefined));

let provider: TestProvider;
let app: TestApp;
beforeAll(async () => {
  provider = await TestProvider.start();
  provider.account = someone();
  const oidc = { issuer: provider.url, audience, claims, client };
  app = await testApp(undefined, { oidc, allowedOrigins: ["https://ino.test"] });
  await provider.knows(`${app.url}/auth/oidc/callback`);
});
afterAll(async () => {
  await app.end();
  await provider.stop();
});

const get = (path: string, at = app.url) => fetch(`${at}${path}`, { redirect: "manual" });
const signInThere = async (cookies: Cookies) =>
  browse((await get("/auth/oidc/start")).headers.get("location")!, provider.url, cookies);
const signOut = (returnTo: string) => get(`/auth/oidc/sign-out?return_to=${encodeURIComponent(returnTo)}`);

describe("signing out at the issuer", () => {
  it("ends the session there, and leads back to the page", async () => {
    const cookies: Cookies = new Map();
    await signInThere(cookies);
    const interactions = () => provider.asked.filter((path) => path.startsWith("/interaction/")).length;
    const before = interactions();
    await signInThere(cookies);
    expect(interactions()).toBe(before);
    const sent = await signOut(page);
    expect(sent.status).toBe(302);
    const back = await browse(sent.headers.get("location")!, provider.url, cookies);
    expect(back.split("?")[0]).toBe(`${app.url}/auth/oidc/signed-out`);
    const returned = await fetch(back, { redirect: "manual" });
    expect(returned.headers.get("location")).toBe(page);
    await signInThere(cookies);
    expect(interactions()).toBe(before + 1);
  });

  it("shows a page at the end when it began at none", async () => {
    const sent = await get("/auth/oidc/sign-out");
    const back = await browse(sent.headers.get("location")!, provider.url);
    const shown = await fetch(back, { redirect: "manual" });
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain("Je bent afgemeld");
  });

  it("redirects to pages of the network alone, before and after", async () => {
    expect((await signOut("https://evil.test/")).status).toBe(400);
    const state = Buffer.from("https://evil.test/").toString("base64url");
    const shown = await get(`/auth/oidc/signed-out?state=${state}`);
    expect(shown.status).toBe(200);
    expect(shown.headers.get("location")).toBeNull();
  });

  it("goes straight back where the issuer has no address for it, and says when it cannot be reached", async () => {
    const issuer = await IssuerServer.start();
    const service = await testApp(app.databaseUrl, {
      oidc: { ...issuer.config, client },
      allowedOrigins: ["https://ino.test"],
    });
    const answer = await get(`/auth/oidc/sign-out?return_to=${encodeURIComponent(page)}`, service.url);
    expect(answer.headers.get("location")).toBe(page);
    expect((await get("/auth/oidc/sign-out", service.url)).headers.get("location")).toBe("signed-out");
    await service.end();
    await issuer.stop();
    const gone = await testApp(app.databaseUrl, { oidc: { issuer: "http://127.0.0.1:1", audience, claims, client } });
    expect((await get("/auth/oidc/sign-out", gone.url)).status).toBe(503);
    await gone.end();
  });
});
