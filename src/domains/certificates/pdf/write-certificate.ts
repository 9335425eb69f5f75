import { join } from "node:path";
import { projectRoot } from "../../../core/project-root.js";
import type { Language } from "../../../core/texts/language.js";
import { localDate } from "../../../core/texts/local-time.js";
import { certificateWording, issuerName } from "../certificate.wording.js";
import type { IssuedCertificate } from "../issued-certificate.js";
import { drawQrCode } from "./qr-code.js";

export interface PrintedCertificate extends Pick<
  IssuedCertificate,
  "name" | "title" | "language" | "steps" | "issuedAt"
> {
  /** The address of its page. */
  address: string;
}

const font = (style: string): string =>
  join(projectRoot, `node_modules/@expo-google-fonts/open-sans/${style}/OpenSans_${style}.ttf`);
/** They have the letters of Latin, Greek and Cyrillic scripts; those of PDF itself have not even ł or ş. */
const fonts = { regular: font("400Regular"), bold: font("700Bold") };

const margin = 64;
const qrSize = 96;
const gap = 20;
const colours = { text: "#1a1a1a", accent: "#05549c", muted: "#555555" };

/**
 * A certificate on paper: A4, tagged for who listens to it, in a language of the service. The same bytes whenever it is
 * written.
 */
export async function writeCertificate(printed: PrintedCertificate, language: Language): Promise<Buffer> {
  // Read when the first is written: it takes as long as all the rest of starting.
  const { default: PDFDocument } = await import("pdfkit");
  const words = certificateWording[language];
  const { name, title, steps, issuedAt, address } = printed;
  const doc = new PDFDocument({
    ...{ size: "A4", margin, pdfVersion: "1.7", tagged: true, displayTitle: true },
    ...{ lang: tagOf(language), font: fonts.regular },
    info: { Title: `${words.certificate}: ${title}`, Author: issuerName, CreationDate: issuedAt },
  });
  const chunks: Buffer[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    doc
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => resolve(Buffer.concat(chunks)))
      .on("error", reject);
  });

  const root = doc.struct("Document");
  doc.addStructure(root);
  const put = (tag: string, text: string, size: number, style: Style = {}): PDFKit.PDFStructureElement => {
    const { lang, within = root, ...look } = style;
    const element = doc.struct(tag, lang ? { lang: tagOf(lang) } : {}, () => {
      doc
        .font(look.bold ? fonts.bold : fonts.regular)
        .fontSize(size)
        .fillColor(look.colour ?? colours.text)
        .text(text, look.options);
    });
    within.add(element);
    return element;
  };

  put("P", issuerName, 12, { bold: true, colour: colours.accent });
  doc.moveDown(3);
  put("H1", words.certificate, 30, { bold: true, colour: colours.accent });
  doc.moveDown(1);
  put("P", words.confirms, 12);
  doc.moveDown(0.4);
  put("P", name, 24, { bold: true });
  doc.moveDown(0.6);
  put("P", words.hasCompleted, 12);
  doc.moveDown(0.4);
  put("P", title, 18, { bold: true, lang: printed.language });
  doc.moveDown(0.6);
  put("P", words.on(localDate(issuedAt, language)), 12);

  if (steps.length > 0) {
    doc.moveDown(2);
    put("H2", words.done, 13, { bold: true });
    doc.moveDown(0.4);
    const list = doc.struct("L");
    root.add(list);
    for (const [index, step] of steps.entries()) {
      const item = doc.struct("LI");
      list.add(item);
      put("LBody", `${index + 1}. ${step}`, 11, { within: item, lang: printed.language });
      item.end();
      doc.moveDown(0.2);
    }
    list.end();
  }

  placeForProof(doc);
  const { y } = doc;
  const beside = { left: margin + qrSize + gap, width: doc.page.width - 2 * margin - qrSize - gap };
  const figure = doc.struct("Figure", { alt: words.qrCode }, () =>
    drawQrCode(doc, address, { x: margin, y, size: qrSize }),
  );
  root.add(figure);
  doc.x = beside.left;
  doc.y = y + 8;
  put("P", words.verify, 10, { colour: colours.muted, options: { width: beside.width } });
  doc.moveDown(0.4);
  const line = doc.struct("P");
  root.add(line);
  put("Link", address, 10, {
    ...{ within: line, colour: colours.accent },
    options: { width: beside.width, link: address, underline: true },
  });
  line.end();
  root.end();
  doc.end();
  return written;
}

interface Style {
  bold?: boolean;
  colour?: string;
  /** The language of the text, when it is known to be another than that of the document. */
  lang?: Language | null;
  /** The element that it is part of. */
  within?: PDFKit.PDFStructureElement;
  options?: PDFKit.Mixins.TextOptions;
}

/** At the foot of the page, or of the next when this one is full. */
function placeForProof(doc: PDFKit.PDFDocument): void {
  const foot = doc.page.height - margin - qrSize;
  if (doc.y + gap > foot) doc.addPage();
  doc.y = foot;
}

const tagOf = (language: Language): string => `${language.toLowerCase()}-BE`;
