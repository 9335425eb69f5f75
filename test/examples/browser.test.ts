import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { Browser, describeInBrowser, type Page } from "../support/browser.js";
import { builders } from "../support/builders.js";
import { endPrograms, startProgram } from "../support/process.js";
import { restartable, type Restartable } from "../support/restartable.js";
import { shortLived } from "../support/short-lived.js";
import { password } from "../support/passwords.js";

const TITLES = `[...document.querySelectorAll("#ideas li strong")].map((title) => title.textContent).reverse()`;
const STATUS = `document.getElementById("status")?.textContent ?? ""`;
const SESSION = `JSON.parse(localStorage.getItem("ino.session"))`;
interface Kept {
  accessToken: string;
  refreshToken: string;
}
const email = "wie@test.example";

describeInBrowser("the example for browsers", (path) => {
  let service: Restartable;
  let browser: Browser;
  let address: string;
  let page: Page;
  beforeAll(async () => {
    const [, origin] = await startProgram("examples/browser/serve.js", ["0"], {}).prints(/^(http:\/\/\S+)\/\?/m);
    service = await restartable({ allowedOrigins: [origin!] });
    address = `${origin}/?service=${service.app().url}`;
    browser = await Browser.start(path);
  });
  afterAll(async () => {
    await browser?.end();
    await endPrograms();
    await service?.end();
  });

  const watching = async (): Promise<Page> => {
    const opened = await browser.open(address);
    await opened.until<string>(STATUS, (status) => status.startsWith("Watching"));
    return opened;
  };
  const signIn = async (): Promise<void> => {
    await page.evaluate(`{
      const { elements } = document.getElementById("sign-in");
      elements.email.value = ${JSON.stringify(email)};
      elements.password.value = ${JSON.stringify(password)};
      document.getElementById("sign-in").requestSubmit();
    }`);
    await page.until<Kept | null>(SESSION, (session) => session !== null);
  };
  const titles = (last: string): Promise<string[]> => page.until<string[]>(TITLES, (all) => all.at(-1) === last);

  it("shows what is there, and each new idea once, in order, while the service restarts", async () => {
    await service.post("al daar");
    page = await watching();
    await service.post("<b>een</b>");
    await titles("<b>een</b>");
    await service.stop();
    await page.until<string>(STATUS, (status) => status.startsWith("No connection"));
    await service.post("twee");
    await service.post("drie");
    await service.start();
    await service.post("vier");
    expect(await titles("vier")).toEqual(["al daar", "<b>een</b>", "twee", "drie", "vier"]);
  });

  it("goes on where it was closed", async () => {
    await page.close();
    await service.post("vijf");
    await service.post("zes");
    page = await watching();
    expect(await titles("zes")).toEqual(["vijf", "zes"]);
  });

  it("signs in, and watches on as that member", async () => {
    const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { member { id } } } }`;
    const { data } = await service.other.ask(signUp, { input: { name: "Zoë", email, password } });
    const { manager } = service.other.services.database.source;
    const blocker = await builders(manager).buildMember();
    const blockedId = data.signUp.viewer.member.id as string;
    await manager.insert(Block, { blockerId: blocker.id, blockedId, blockedAt: new Date() });
    await signIn();
    await service.post("niet voor Zoë", {}, await service.other.tokenOf(blocker.id));
    await service.post("zeven");
    expect(await titles("zeven")).toEqual(["vijf", "zes", "zeven"]);
  });

  it("renews a token that runs out while it watches, and misses nothing", async () => {
    const session = await page.evaluate<Kept>(SESSION);
    const accessToken = await shortLived(session.accessToken);
    await page.evaluate(
      `localStorage.setItem("ino.session", JSON.stringify({ ...${SESSION}, accessToken: ${JSON.stringify(accessToken)} }))`,
    );
    await page.close();
    page = await watching();
    await service.post("voor");
    await titles("voor");
    await page.until<Kept>(SESSION, (kept) => kept.refreshToken !== session.refreshToken);
    await service.post("na");
    expect(await titles("na")).toEqual(["voor", "na"]);
  });

  it("goes on as nobody when its session has been ended", async () => {
    const { accessToken } = await page.evaluate<Kept>(SESSION);
    await service.other.ask("mutation { signOut(input: {everywhere: true}) { userErrors { code } } }", {}, accessToken);
    await page.until<Kept | null>(SESSION, (session) => session === null);
    expect(await page.evaluate<boolean>(`document.getElementById("sign-in").hidden`)).toBe(false);
    await service.post("daarna");
    expect(await titles("daarna")).toEqual(["voor", "na", "daarna"]);
  });

  it("signs out, and ends the session in the service too", async () => {
    await signIn();
    const { accessToken } = await page.evaluate<Kept>(SESSION);
    await page.evaluate(`document.getElementById("sign-out").click()`);
    expect(await page.evaluate<Kept | null>(SESSION)).toBeNull();
    while ((await service.other.ask("{ viewer { email } }", {}, accessToken)).status !== 401) await sleep(20);
    await service.post("voor wie ook");
    expect((await titles("voor wie ook")).slice(-2)).toEqual(["daarna", "voor wie ook"]);
  });

  it("begins anew when its cursor is not known any more", async () => {
    await page.close();
    page = await browser.open(address.replace(/\/\?.*/, "/page.css"));
    // Before it is there, the page is an empty one, which may not read what is kept.
    await page.until<boolean>(
      `location.pathname === "/page.css" && localStorage.getItem("ino.cursor") !== null`,
      (there) => there,
    );
    await page.evaluate(`localStorage.setItem("ino.cursor", "x")`);
    await page.close();
    page = await watching();
    await page.until<string[]>(TITLES, (all) => all.length === 10);
    await service.post("nieuw");
    expect((await titles("nieuw")).slice(-2)).toEqual(["voor wie ook", "nieuw"]);
  });

  it("shows once what is in the list and comes in the stream as well", async () => {
    const { events } = service.app().services;
    const { data } = await service.app().ask("{ liveCursor }");
    await service.post("in beide");
    await titles("in beide");
    await page.evaluate(`localStorage.removeItem("ino.cursor")`);
    await page.close();
    // The list is of now; what the process has read of the log may be of a moment ago.
    Object.defineProperty(events, "cursor", { value: data.liveCursor, configurable: true });
    page = await watching();
    await titles("in beide");
    await service.post("na beide");
    expect((await titles("na beide")).slice(-3)).toEqual(["nieuw", "in beide", "na beide"]);
  });
});
