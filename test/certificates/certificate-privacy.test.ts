import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { strFromU8, unzipSync } from "fflate";
import { pino } from "pino";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { Certificate } from "../../src/domains/certificates/certificate.entity.js";
import { eraseAccount } from "../../src/domains/privacy/erasure.service.js";
import { testApp, type TestApp } from "../support/app.js";
import { completing } from "./completing.js";

let app: TestApp;
let on: ReturnType<typeof completing>;
beforeAll(async () => {
  app = await testApp();
  on = completing(app);
});
afterAll(() => app.end());

describe("the export of one's data", () => {
  it("has the certificates of the member, and no others", async () => {
    const { learner, track, certificate } = await on.completed({
      title: "Samen leren",
      description: "Voor wie begint.",
    });
    await on.completed();
    const { url } = await on.mutate("exportMyData", learner, {}, "url");
    const files = unzipSync(new Uint8Array(await (await fetch(url as string)).arrayBuffer()));
    expect(JSON.parse(strFromU8(files["data.json"]!)).certificate).toEqual([
      {
        ...{ id: certificate.id, trackId: track.id, title: "Samen leren", description: "Voor wie begint." },
        steps: ["Lees het boek"],
        issuedAt: expect.stringContaining(certificate.issuedAt.slice(0, 19)),
      },
    ]);
  });
});

describe("when a member leaves", () => {
  it.each([true, false])("their certificates go in every form, whether their posts stay (%s)", async (keepPosts) => {
    const { learner, certificate } = await on.completed();
    const kept = await on.completed();
    const ctx = systemContext(app.services, pino({ level: "silent" }));
    expect(await inTransaction(ctx, (tx) => eraseAccount(tx, learner.id, keepPosts))).toBe(true);
    for (const url of [certificate.url, certificate.pdfUrl, certificate.badgeUrl!])
      expect((await on.look(url)).status).toBe(404);
    const { manager } = app.services.database.source;
    expect(await manager.countBy(Certificate, { id: certificate.id })).toBe(0);
    expect((await on.look(kept.certificate.url)).status).toBe(200);
  });
});
