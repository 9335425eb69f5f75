import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Browser, describeInBrowser } from "../support/browser.js";
import { restartable, type Restartable } from "../support/restartable.js";

const LIVE = "subscription { ideaPosted { idea { title } } }";

describeInBrowser("a browser's EventSource", (path) => {
  let service: Restartable;
  let browser: Browser;
  beforeAll(async () => {
    // A page without an address is of no origin.
    service = await restartable({ allowedOrigins: ["null"] });
    browser = await Browser.start(path);
  });
  afterAll(async () => {
    await browser?.end();
    await service?.end();
  });

  it("misses nothing when the service restarts before its first event, and fires none of it but what was posted", async () => {
    const page = await browser.open("about:blank");
    const url = `${service.app().url}/graphql/stream?query=${encodeURIComponent(LIVE)}`;
    await page.evaluate(`{
      globalThis.told = [];
      globalThis.source = new EventSource(${JSON.stringify(url)});
      source.onopen = () => told.push("open");
      source.onmessage = ({ data }) => told.push(data);
      source.addEventListener("next", ({ data }) => told.push(JSON.parse(data).data.ideaPosted.idea.title));
    }`);
    const told = (last: string) => page.until<string[]>("told", (all) => all.at(-1) === last);
    await told("open");
    await service.stop();
    await service.post("een");
    await service.start();
    await told("een");
    await service.post("twee");
    expect(await told("twee")).toEqual(["open", "open", "een", "twee"]);
  });
});
