import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { extractText, getDocumentProxy } from "unpdf";
import { Member } from "../../src/domains/members/member.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { completing } from "./completing.js";

let app: TestApp;
let on: ReturnType<typeof completing>;
beforeAll(async () => {
  app = await testApp();
  on = completing(app);
});
afterAll(() => app.end());

const textOf = async (pdf: Buffer): Promise<string> =>
  (await extractText(await getDocumentProxy(new Uint8Array(pdf), { verbosity: 0 }), { mergePages: true })).text.replace(
    /\s+/g,
    " ",
  );

describe("the PDF of a certificate over HTTP", () => {
  it("is a file to look at, for whoever has its address", async () => {
    const { learner, certificate } = await on.completed({ title: "Samen leren" });
    const { status, headers, body } = await on.look(certificate.pdfUrl);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/pdf");
    expect(headers.get("content-disposition")).toBe(`inline; filename="${certificate.id}.pdf"`);
    expect(headers.get("cache-control")).toBe("public, max-age=60");
    expect(headers.get("x-robots-tag")).toBe("noindex");
    const text = await textOf(body);
    for (const words of ["Certificaat", learner.name, "Samen leren", "1. Lees het boek"]) expect(text).toContain(words);
    // The address goes over two lines.
    expect(text.replaceAll(" ", "")).toContain(certificate.url);
  });

  it("is in the language that is asked for, and varies with what the browser prefers", async () => {
    const { certificate } = await on.completed();
    const french = await on.look(`${certificate.pdfUrl}?language=fr`);
    expect(await textOf(french.body)).toContain("atteste que");
    const preferred = await on.look(certificate.pdfUrl, { "accept-language": "fr" });
    expect(preferred.headers.get("vary")).toContain("accept-language");
    expect(preferred.body.equals(french.body)).toBe(true);
  });

  it("is not sent again to a reader who has it, until something in it is different", async () => {
    const { learner, certificate } = await on.completed();
    const first = await on.look(certificate.pdfUrl);
    const etag = first.headers.get("etag")!;
    const again = await on.look(certificate.pdfUrl, { "if-none-match": etag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    await app.services.database.source.manager.update(Member, { id: learner.id }, { name: "Nieuwe Naam" });
    const after = await on.look(certificate.pdfUrl, { "if-none-match": etag });
    expect(after.status).toBe(200);
    expect(await textOf(after.body)).toContain("Nieuwe Naam");
  });

  it("costs one statement about certificates", async () => {
    const { id } = await on.build.buildCertificate();
    const statements = await app.statements.ofRequests(() => on.look(`${app.url}/certificates/${id}.pdf`));
    // Indexes follow the log meanwhile, and mails of others look for the certificate of a member and a track.
    expect(statements.filter((one) => /\bcertificate\b/.test(one) && !one.includes("n.member_id = "))).toHaveLength(1);
  });

  it("is charged to who asks for it, like an operation", async () => {
    const bounded = await testApp(app.databaseUrl, { costPerMinuteAnonymous: 20, costPerSecond: 600 });
    const { certificate } = await on.completed();
    const statuses = [];
    for (let n = 0; n < 30; n++)
      statuses.push((await on.look(certificate.pdfUrl.replace(app.url, bounded.url))).status);
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(429);
    await bounded.stop();
  });
});
