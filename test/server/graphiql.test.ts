import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { behindBasePath } from "../support/base-path.js";
import { Browser, describeInBrowser, type Page } from "../support/browser.js";
import { testApp, type TestApp } from "../support/app.js";

const email = "wie@test.example";
const password = "vier woorden zijn genoeg";
const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { member { id } } } }`;
const RESPONSE = `document.querySelector(".result-window")?.textContent ?? ""`;

describeInBrowser("GraphiQL behind a base path", (path) => {
  let app: TestApp;
  let proxy: Awaited<ReturnType<typeof behindBasePath>>;
  let browser: Browser;
  let page: Page;
  let memberId: string;
  beforeAll(async () => {
    app = await testApp();
    const { data } = await app.ask(SIGN_UP, { input: { name: "Zoë", email, password } });
    memberId = data.signUp.viewer.member.id;
    proxy = await behindBasePath(app.url, "/ino");
    browser = await Browser.start(path);
    page = await browser.open(`${proxy.url}/`);
    await page.until<boolean>(`document.querySelectorAll(".graphiql-tab").length > 0`, (there) => there);
  });
  afterAll(async () => {
    await browser?.end();
    proxy?.end();
    await app?.end();
  });

  const press = () => page.evaluate(`document.querySelector(".graphiql-execute-button").click()`);
  /** Runs what is in a tab until it is done: just after the tab is opened, GraphiQL still has the operation of the last. */
  const run = async (name: string, isDone: () => Promise<boolean>): Promise<void> => {
    await page.evaluate(
      `[...document.querySelectorAll(".graphiql-tab-button")].find((tab) => tab.textContent.includes("${name}")).click()`,
    );
    for (let n = 0; !(await isDone()); n++) {
      if (n % 20 === 0) await press();
      await sleep(50);
    }
  };
  /** Without spaces, as long lines are wrapped. */
  const answers = (text: string) => async (): Promise<boolean> =>
    (await page.evaluate<string>(RESPONSE)).replace(/\s/g, "").includes(text);
  const signIn = async (typed: string): Promise<void> => {
    await page.evaluate(`{
      const form = document.getElementById("sign-in");
      form.elements.email.value = ${JSON.stringify(email)};
      form.elements.password.value = ${JSON.stringify(typed)};
      form.requestSubmit();
    }`);
  };
  const hidden = (id: string) => page.evaluate<boolean>(`document.getElementById("${id}").hidden`);

  it("is where the address of the service leads, with a tab for each of the typical questions", async () => {
    expect(await page.evaluate<string>("location.pathname")).toBe("/ino/graphiql");
    const names = await page.evaluate<string[]>(
      `[...document.querySelectorAll(".graphiql-tab-button")].map((tab) => tab.textContent)`,
    );
    expect(names).toEqual([
      "NewestIdeas",
      "Search",
      "SuggestedCollaborators",
      "Gatherings",
      "PostIdea",
      "NewIdeas",
      "MyNotifications",
    ]);
  });

  it("runs a query", async () => {
    await run("NewestIdeas", answers('"totalCount":0'));
  });

  it("shows why it does not sign in", async () => {
    await signIn("iets heel anders");
    await page.until<string>(`document.getElementById("problem").textContent`, (problem) => problem !== "");
    expect(await hidden("signed-in")).toBe(true);
  });

  it("signs in, and sends the token with queries", async () => {
    await signIn(password);
    await page.until<string>(`document.getElementById("who").textContent`, (who) => who === email);
    expect(await hidden("sign-in")).toBe(true);
    expect(await page.evaluate(`document.querySelector("input[name=password]").value`)).toBe("");
    await run("SuggestedCollaborators", answers('"suggestedCollaborators":[]'));
  });

  it("sends the token with subscriptions", async () => {
    const opened: unknown[] = [];
    const { subscriptions } = app.services;
    const subscribe = subscriptions.subscribe.bind(subscriptions);
    subscriptions.subscribe = (ctx, ...others) => {
      opened.push(ctx.callerId);
      return subscribe(ctx, ...others);
    };
    await run("NewIdeas", () => Promise.resolve(opened.length > 0));
    expect(opened).toEqual([memberId]);
    // The button stops it, and the subscription ends in the service.
    while (app.followers() > 0) {
      await press();
      await sleep(500);
    }
  });

  it("asks nothing of anybody else", async () => {
    const origins = await page.evaluate<string[]>(
      `[...new Set(performance.getEntriesByType("resource").map(({ name }) => new URL(name).origin))]`,
    );
    expect(origins.filter((origin) => origin !== "null")).toEqual([new URL(proxy.url).origin]);
  });

  it("signs out", async () => {
    await page.evaluate(`document.getElementById("sign-out").click()`);
    await page.until<boolean>(`document.getElementById("signed-in").hidden`, (out) => out);
    expect(await hidden("sign-in")).toBe(false);
    await run("SuggestedCollaborators", answers('"viewer":null'));
  });
});
