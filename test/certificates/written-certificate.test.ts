import { describe, expect, it } from "@jest/globals";
import jsQR from "jsqr";
import { extractText, getDocumentProxy, getResolvedPDFJS } from "unpdf";
import { Language } from "../../src/core/texts/language.js";
import { writeCertificate, type PrintedCertificate } from "../../src/domains/certificates/pdf/write-certificate.js";
import { WrittenCertificates } from "../../src/domains/certificates/pdf/written-certificates.js";

const printed: PrintedCertificate = {
  name: "Zoë Œuvrard-Yıldız",
  title: "Van idee naar proef: «cœur» en ’n plan",
  language: Language.NL,
  steps: ["Startbijeenkomst in Gent", "Lees ‘De kunst van het proberen’"],
  issuedAt: new Date("2026-11-29T23:30:00.123Z"),
  address: "https://ino.example/certificates/0192f0aa-1b2c-7d3e-8f40-123456789abc",
};

/** The PDF as another library reads it. */
const read = async (pdf: Buffer) => getDocumentProxy(new Uint8Array(pdf), { verbosity: 0 });
const textOf = async (pdf: Buffer): Promise<string> =>
  (await extractText(await read(pdf), { mergePages: true })).text.replace(/\s+/g, " ");

describe("the PDF of a certificate", () => {
  it("says who completed which track on which day in Belgium, and what they did", async () => {
    const text = await textOf(await writeCertificate(printed, Language.NL));
    expect(text).toContain(
      "Certificaat InnovatieNetwerk Overheid bevestigt dat Zoë Œuvrard-Yıldız het leertraject Van idee naar proef: " +
        "«cœur» en ’n plan heeft voltooid op 30 november 2026.",
    );
    expect(text).toContain("1. Startbijeenkomst in Gent 2. Lees ‘De kunst van het proberen’");
  });

  it.each([
    [Language.FR, "a terminé le parcours d'apprentissage", "le 30 novembre 2026.", "fr-BE"],
    [Language.EN, "has completed the learning track", "on 30 November 2026.", "en-BE"],
  ])("is in %s as well, and says so", async (language, words, date, tag) => {
    const pdf = await writeCertificate(printed, language);
    const text = await textOf(pdf);
    expect(text).toContain(words);
    expect(text).toContain(date);
    const { info } = await (await read(pdf)).getMetadata();
    expect(info).toMatchObject({ Language: tag });
  });

  it.each([
    "Łukasz Wiśniewski",
    "Gülşah Öztürk-İnan",
    "Håkan Sørensen",
    "Čeněk Dvořák",
    "Ștefan Țîrlea",
    "Ελένη",
    "Ольга",
  ])("has all letters of %s", async (name) => {
    expect(await textOf(await writeCertificate({ ...printed, name }, Language.NL))).toContain(name);
  });

  it("is tagged for who listens to it, with the title of the document and the language of the track", async () => {
    const pdf = await read(await writeCertificate({ ...printed, language: Language.EN }, Language.NL));
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: `Certificaat: ${printed.title}`, Author: "InnovatieNetwerk Overheid" });
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
    for (const role of ["H1", "H2", "L", "LI", "LBody", "Figure", "Link"]) expect(tree).toContain(`"role":"${role}"`);
    expect(tree).toContain(`"lang":"en-BE"`);
    expect(tree).toContain(`"alt":"QR-code met het adres van dit certificaat"`);
  });

  it("links to its page, and has it as a QR code", async () => {
    const pdf = await read(await writeCertificate(printed, Language.NL));
    const page = await pdf.getPage(1);
    const links = (await page.getAnnotations()) as { url?: string }[];
    expect(new Set(links.map(({ url }) => url))).toEqual(new Set([printed.address]));
    expect(await qrCodeIn(page)).toBe(printed.address);
  });

  it("is the same, byte for byte, whenever it is written", async () => {
    const [first, second] = [
      await writeCertificate(printed, Language.NL),
      await writeCertificate(printed, Language.NL),
    ];
    expect(first.equals(second)).toBe(true);
    expect(first.equals(await writeCertificate({ ...printed, name: "Zoë" }, Language.NL))).toBe(false);
  });

  it("goes on for as many pages as a long track needs, and loses no step", async () => {
    const steps = Array.from({ length: 100 }, (_, n) => `Stap ${n}. ${"Een heel lange titel. ".repeat(n % 13)}`.trim());
    const pdf = await writeCertificate(
      { ...printed, steps, title: "W".repeat(300), name: "N".repeat(200) },
      Language.NL,
    );
    const text = await textOf(pdf);
    for (const n of steps.keys()) expect(text).toContain(`${n + 1}. Stap ${n}.`);
    const pages = await read(pdf);
    expect(pages.numPages).toBeGreaterThan(2);
    // The proof is on the last.
    expect(await (await pages.getPage(pages.numPages)).getAnnotations()).not.toEqual([]);
  });
});

describe("certificates as they were written last", () => {
  it("are written once for any number of readers, and again when something is different", async () => {
    const written = new WrittenCertificates();
    const [first, second] = await Promise.all([
      written.write(printed, Language.NL),
      written.write(printed, Language.NL),
    ]);
    expect(second).toBe(first);
    expect(await written.write({ ...printed, name: "Zoë Peeters" }, Language.NL)).not.toBe(first);
    expect(await written.write(printed, Language.FR)).not.toBe(first);
  });
});

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof read>>["getPage"]>>;

const scale = 4;
const border = 4;

/** What a scanner reads on the page: its longest path, which is made of squares, as a picture. */
async function qrCodeIn(page: Page): Promise<string | undefined> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const paths = (fnArray as number[]).flatMap((fn, index) =>
    fn === OPS.constructPath ? [Array.from((argsArray as [number, [Iterable<number>]][])[index]![1][0])] : [],
  );
  const path = paths.sort((one, other) => other.length - one.length)[0]!;
  // Each square is a move, three lines and the way back: x and y stand behind the move.
  const squares = Array.from({ length: path.length / 13 }, (_, n) => ({ x: path[13 * n + 1]!, y: path[13 * n + 2]! }));
  const size = path[4]! - path[1]!;
  const [left, top] = [Math.min(...squares.map(({ x }) => x)), Math.min(...squares.map(({ y }) => y))];
  const modules = Math.round((Math.max(...squares.map(({ x }) => x)) - left) / size) + 1;
  const width = (modules + 2 * border) * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const { x, y } of squares)
    for (let n = 0; n < scale * scale; n++) {
      const column = (Math.round((x - left) / size) + border) * scale + (n % scale);
      const row = (Math.round((y - top) / size) + border) * scale + Math.floor(n / scale);
      pixels.set([0, 0, 0], (row * width + column) * 4);
    }
  // How the package is loaded differs from what its types say.
  const scan =
    (jsQR as unknown as { default?: typeof jsQR.default }).default ?? (jsQR as unknown as typeof jsQR.default);
  return scan(pixels, width, width)?.data;
}
