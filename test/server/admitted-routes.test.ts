import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { holdQueries } from "../support/hold-queries.js";

const listed = "https://ino.example";
const stranger = { "x-forwarded-for": "198.51.100.7" };
const neighbour = { "x-forwarded-for": "203.0.113.9" };
let app: TestApp;
let id: string;
beforeAll(async () => {
  app = await testApp(undefined, {
    ...{ requestsPerAddress: 2, allowedOrigins: [listed], trustedProxies: ["127.0.0.1"] },
    inFlight: { min: 6, max: 6 },
  });
  id = (await builders(app.services.database.source.manager).buildGathering()).id;
});
afterAll(() => app.end());

const network = (headers: Record<string, string> = {}) => fetch(`${app.url}/calendar/network.ics`, { headers });
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code;

describe("a feed that anybody may read", () => {
  it("is read so often at a time by one address, together with its operations; another has its own", async () => {
    const queries = holdQueries(app.services.database, "LIMIT $");
    const held = [network(stranger), network(stranger)];
    await queries.held(2);
    const refused = await network(stranger);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(await codeOf(refused)).toBe("TOO_MANY_OPERATIONS");
    const query = await fetch(`${app.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...stranger },
      body: JSON.stringify({ query: "{ __typename }" }),
    });
    expect(query.status).toBe(429);
    const other = network(neighbour);
    await queries.held(3);
    queries.open();
    expect((await Promise.all([...held, other])).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await network(stranger)).status).toBe(200);
  });

  it("is charged to who reads it, until their budget of the minute is used up", async () => {
    const charged = await testApp(app.databaseUrl, { costPerMinuteAnonymous: 3, trustedProxies: ["127.0.0.1"] });
    const ask = (headers: Record<string, string>) => fetch(`${charged.url}/calendar/network.ics`, { headers });
    const statuses: number[] = [];
    let last = await ask(stranger);
    // The budget of a minute may turn once meanwhile.
    for (let n = 0; n < 20 && last.status === 200; n++) {
      statuses.push(last.status);
      last = await ask(stranger);
    }
    expect([last.status, await codeOf(last)]).toEqual([429, "RATE_LIMITED"]);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ask(neighbour)).status).toBe(200);
    await charged.end();
  });

  it("leaves room for everybody else in a flood", async () => {
    const flood = Array.from({ length: 150 }, (_, n) =>
      network({ "x-forwarded-for": `198.51.100.${n % 5}` }).then(({ status }) => status),
    );
    const honest: number[] = [];
    for (let n = 0; n < 5; n++) honest.push((await network(neighbour)).status);
    expect(honest).toEqual([200, 200, 200, 200, 200]);
    const statuses = new Set(await Promise.all(flood));
    expect([...statuses].filter((status) => ![200, 429, 503].includes(status))).toEqual([]);
  });

  it("is not loaded by pages of elsewhere, which a link may lead to it from", async () => {
    const site = { "sec-fetch-site": "cross-site" };
    for (const dest of ["image", "script", "iframe", "empty"]) {
      const refused = await network({ ...site, "sec-fetch-dest": dest });
      expect([dest, refused.status]).toEqual([dest, 403]);
    }
    expect((await network({ ...site, "sec-fetch-dest": "document" })).status).toBe(200);
    expect((await network({ ...site, "sec-fetch-dest": "empty", origin: listed })).status).toBe(200);
    expect((await network({ "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty" })).status).toBe(200);
  });

  it("is the same whatever access token comes with it", async () => {
    for (const authorization of ["Bearer nonsense", `Bearer ${await app.tokenOf(id)}`, "Basic eDp5"])
      expect((await network({ authorization })).status).toBe(200);
  });
});
