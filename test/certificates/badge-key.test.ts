import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import sql from "sql-template-tag";
import { systemContext } from "../../src/core/graphql/context.js";
import { Sealer } from "../../src/core/sealing/sealer.js";
import { BadgeKeys, publishedKeys } from "../../src/domains/certificates/badge/badge-keys.js";
import { resealBadgeKeyJob } from "../../src/domains/certificates/badge/reseal-badge-key.job.js";
import { testApp, testConfig, type TestApp } from "../support/app.js";
import { completing, type IssuedAddresses } from "./completing.js";
import { verifiedBadge } from "./verifying.js";

const silent = pino({ level: "silent" });
const [dataKey] = testConfig("").dataKeys!;
const newKey = "another key for what tests seal, long enough as well";

let app: TestApp;
let certificate: IssuedAddresses;
beforeAll(async () => {
  app = await testApp();
  ({ certificate } = await completing(app).completed());
});
afterAll(() => app.end());

const contextOf = ({ services }: TestApp) => systemContext(services, silent);
const keys = () => publishedKeys(app.services.database);
const fetched = async (address: string) => {
  const response = await fetch(address);
  return { status: response.status, text: await response.text() };
};
const signedBy = async (badge: string): Promise<string> => (await verifiedBadge(badge)).header.kid.split("/").at(-1);
/** Another process that serves the same network, at its address. */
const beside = (overrides: object = {}) => testApp(app.databaseUrl, { publicUrl: app.url, ...overrides });
const atAnother = (other: TestApp): string => certificate.badgeUrl!.replace(app.url, other.url);

describe("the key that badges are signed with", () => {
  it("is made once, by whichever process is the first of several that need it", async () => {
    const racing = await testApp();
    const keysOf = () => new BadgeKeys(new Sealer([dataKey!]));
    const made = await Promise.all(Array.from({ length: 6 }, () => keysOf().current(contextOf(racing))));
    expect(new Set(made.map((key) => key!.id)).size).toBe(1);
    expect(await publishedKeys(racing.services.database)).toHaveLength(1);
    await racing.end();
  });

  it("is the same in all processes", async () => {
    const other = await beside();
    const here = (await fetched(certificate.badgeUrl!)).text;
    expect((await fetched(atAnother(other))).text).toBe(here);
    await verifiedBadge(here);
    await other.stop();
  });

  it("is stored so that the database alone does not give it away", async () => {
    const rows = await app.services.database.query<{ row: string }>(sql`SELECT badge_key::text AS row FROM badge_key`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) {
      // "d" and "p" of RFC 7517, in the clear or in base64.
      expect(row).not.toMatch(/"d"|"p"|PRIVATE/);
      for (const part of row.split(/[.,]/))
        expect(Buffer.from(part, "base64url").toString()).not.toMatch(/"d":|"kty":"RSA","n"/);
    }
  });

  it("is replaced once, also by two at a time, and what the former signed is still valid", async () => {
    const former = (await fetched(certificate.badgeUrl!)).text;
    const before = (await keys()).length;
    const { badgeKeys } = app.services;
    const replaced = await Promise.all([badgeKeys!.replace(contextOf(app)), badgeKeys!.replace(contextOf(app))]);
    expect((await keys()).filter(({ replacedAt }) => replacedAt === null)).toHaveLength(1);
    expect((await keys()).length).toBeGreaterThan(before);
    const latest = (await fetched(certificate.badgeUrl!)).text;
    expect(replaced).toContain(await signedBy(latest));
    expect(await signedBy(former)).not.toBe(await signedBy(latest));
  });

  it("is published without its private part, and unknown ones are not there", async () => {
    const set = JSON.parse((await fetched(`${app.url}/badges/keys`)).text);
    expect(set.keys).toHaveLength((await keys()).length);
    for (const key of set.keys) expect(Object.keys(key).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
    expect((await fetched(`${app.url}/badges/keys/x`)).status).toBe(404);
  });

  it("is sealed by a new DATA_KEY, so that the former can go", async () => {
    const id = await signedBy((await fetched(certificate.badgeUrl!)).text);
    await resealBadgeKeyJob(app.services, new Sealer([newKey, dataKey!]), silent).run(new AbortController().signal);
    const next = await beside({ dataKeys: [newKey] });
    expect(await signedBy((await fetched(atAnother(next))).text)).toBe(id);
    await next.stop();
  });

  it("is sealed by a new DATA_KEY also when a replaced one can no longer be opened", async () => {
    const sealed = await new Sealer(["a key that is lost, and was long enough as well"]).seal(" lost", {});
    await app.services.database.query(sql`
      INSERT INTO badge_key (id, public_key, sealed, created_at, replaced_at) VALUES (' lost', '{}', ${sealed}, now(), now())`);
    const again = "one more key for what tests seal, long enough as well";
    await resealBadgeKeyJob(app.services, new Sealer([again, newKey]), silent).run(new AbortController().signal);
    const next = await beside({ dataKeys: [again] });
    expect((await fetched(atAnother(next))).status).toBe(200);
    await next.stop();
    await app.services.database.query(sql`DELETE FROM badge_key WHERE id = ' lost'`);
  });

  it("cannot be used when the DATA_KEY is lost: badges are 503, pages stay, and another key can be made", async () => {
    const lost = await beside({ dataKeys: ["a key that sealed nothing before, and is long enough"] });
    const { status, text } = await fetched(atAnother(lost));
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([503, "UNAVAILABLE"]);
    expect((await fetched(certificate.url.replace(app.url, lost.url))).status).toBe(200);
    const id = await lost.services.badgeKeys!.replace(contextOf(lost));
    expect(await signedBy((await fetched(atAnother(lost))).text)).toBe(id);
    await lost.stop();
  });

  it("is not there without a DATA_KEY in production: certificates go on, and there are no badges", async () => {
    const keyless = await beside({ dataKeys: undefined, production: true });
    const { learner, certificate: without } = await completing(keyless).completed();
    expect(without.badgeUrl).toBeNull();
    expect(learner.name).not.toBe("");
    const local = (address: string): string => address.replace(app.url, keyless.url);
    expect((await fetched(local(`${without.url}.jwt`))).status).toBe(404);
    const { status, text } = await fetched(local(without.url));
    expect(status).toBe(200);
    expect(text).not.toContain(".jwt");
    expect((await fetched(local(without.pdfUrl))).status).toBe(200);
    await keyless.stop();
  });
});
