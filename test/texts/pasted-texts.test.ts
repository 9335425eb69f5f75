import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { ClaimReader } from "../../src/domains/identity/oidc/claim-reader.js";
import { mappingOf, presetOf } from "../../src/oidc-config.js";
import { Folders, load } from "../import/folders.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const reader = new ClaimReader("https://issuer.example", mappingOf(presetOf(undefined)));
const folders = new Folders();
let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await testApp();
  token = await app.tokenOf((await builders(app.services.database.source.manager).buildMember()).id);
});
afterAll(async () => {
  await app.end();
  await folders.remove();
});

/** As word processors, phones and web pages write. */
const pasted: [string, string][] = [
  ["quotes and apostrophes", "“Wij” ‘zij’ „ons” l’idée «\u00a0d’où\u00a0» d'Udekem"],
  ["dashes, an ellipsis and bullets", "2025–2026 — ja… • stap ‣ stap"],
  ["spaces of several widths", "12\u202f500\u00a0€ in\u2009Gent"],
  ["ligatures, fractions and signs", "œuvre ﬁets ½ m² ™ ± → ☑"],
  ["emoji in all their forms", "🚲 👩🏽‍🔬 👨‍👩‍👧 🇧🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 3️⃣ ❤️"],
  ["names of elsewhere", "Łukasz Żółć, Nguyễn Thị, Ðorđe, أحمد, 山田"],
];

describe.each(pasted)("a text with %s keeps its meaning", (_what, text) => {
  it("where members write", async () => {
    const { data } = await app.ask(
      `mutation ($i: PostIdeaInput!) { postIdea(input: $i) { idea { title body } userErrors { message } } }`,
      { i: { kind: "IDEA", title: text.normalize("NFD"), body: `${text}\r\n\t${text}`, themes: [] } },
      token,
    );
    expect(data.postIdea).toEqual({ idea: { title: text, body: `${text}\n\t${text}` }, userErrors: [] });
  });

  it("in an import", async () => {
    const cell = `"${text.normalize("NFD")}"`;
    const folder = await folders.make({
      "members.csv": ["id,name,headline,organisation", `1,${cell},${cell},${cell}`],
      "ideas.csv": ["id,kind,title,body,author,posted_at", `1,IDEA,${cell},${cell},1,2025-01-01`],
      "gatherings.csv": [
        "id,title,format,starts_at,place,description",
        `1,${cell},IDEA,2025-01-01T19:00:00Z,${cell},${cell}`,
      ],
    });
    expect((await load(app.services.database, folder, { source: folder })).problems).toEqual([]);
    expect(
      await app.services.database.query(sql`
        SELECT member.name, headline, organisation.name AS organisation, idea.title, idea.body,
          gathering.title AS gathering, place_name AS place, gathering.description
        FROM member JOIN organisation ON organisation.id = organisation_id JOIN idea ON author_id = member.id
          JOIN gathering ON gathering.source = member.source
        WHERE member.source = ${folder}`),
    ).toEqual([
      {
        ...{ name: text, headline: text, organisation: text, title: text, body: text },
        ...{ gathering: text, place: text, description: text },
      },
    ]);
  });

  it("in a claim of an issuer", () => {
    expect(reader.personOf("1", { name: text.normalize("NFD") }).name).toBe(text);
  });
});

describe("a text of one line", () => {
  it.each([
    ["a control", "An\u0007a", "An a"],
    ["an override", "An\u202ea", "Ana"],
    ["what is not seen", "An\u3164a", "Ana"],
  ])("has none of %s in an import, and is cleaned of it in a claim", async (_what, bad, cleaned) => {
    const folder = await folders.make({
      "themes.csv": ["slug,label_nl", `een,${bad}`],
      "members.csv": ["id,name,headline,organisation", `1,${bad},,`, `2,Bea,${bad},`, `3,Cis,,${bad}`, "4,Dé,,"],
      "ideas.csv": ["id,kind,title,body,author,posted_at", `1,IDEA,${bad},tekst,4,2025-01-01`],
      "gatherings.csv": ["id,title,format,starts_at,place", `1,${bad},IDEA,2025-01-01,`, `2,x,IDEA,2025-01-01,${bad}`],
    });
    const { problems } = await load(app.services.database, folder);
    expect(problems.map((problem) => problem.replace(/ "[^"]*" must not .*/, ""))).toEqual([
      ...["themes.csv:2: label_nl", "members.csv:2: name", "members.csv:3: headline", "members.csv:4: organisation"],
      ...["ideas.csv:2: title", "gatherings.csv:2: title", "gatherings.csv:3: place"],
    ]);
    expect(reader.personOf("1", { given_name: bad, family_name: "Claes" }).name).toBe(`${cleaned} Claes`);
  });
});

describe("an e-mail address with an international domain", () => {
  it("has one form in imports and claims too", async () => {
    const folder = await folders.make({
      "members.csv": [
        "id,name,email",
        "1,An,An@Café.example",
        "2,Bea,an@xn--caf-dma.example",
        "3,Cis,cis@exa mple.org",
      ],
    });
    const { problems, remarks } = await load(app.services.database, folder);
    expect(remarks).toContainEqual(
      expect.stringContaining('members.csv:3: has the address "an@xn--caf-dma.example" of'),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^members.csv:4: email "cis@exa mple.org" must be an e-mail address/),
    ]);
    const claims = { name: "An", email: "AN@CAFE\u0301.example", email_verified: true };
    expect(reader.personOf("1", claims).email).toBe("an@xn--caf-dma.example");
  });
});
