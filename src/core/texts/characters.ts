/** Line breaks and controls: to a terminal, a log or a mail they are commands, not text. */
export const controls = /[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]+/gu;

/** The same without the line breaks and tabs that a text of several lines may have. */
export const controlsWithinLines = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** Embeddings, overrides and isolates, which show the characters after them in another order. */
export const bidirectionalControls = /[\u202A-\u202E\u2066-\u2069]/gu;

/** Halves of a surrogate pair. */
export const unpairedSurrogates = /\p{Cs}/gu;

/** What nobody sees: default-ignorable characters, annotation marks, the Braille blank and the musical null note. */
const invisible = String.raw`[\p{DI}\uFFF9-\uFFFB\u2800\u{1D159}]`;

/** A character that is visible by itself, unlike a space or a lone combining mark. */
export const visible = new RegExp(String.raw`(?!${invisible})[\p{L}\p{N}\p{P}\p{S}\p{Co}\p{Cn}]`, "u");

/** Scripts in which a joiner changes how letters are shaped. */
const joiningScripts = [
  ...["Arab", "Syrc", "Nkoo", "Mong", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"],
  ...["Mymr", "Khmr", "Tibt", "Java", "Bali"],
].map((script) => String.raw`\p{scx=${script}}`);

/** Invisible characters where they change what is seen; each alternative matches such a character alone. */
const meaningful = [
  // Joiners between letters, and in emoji such as a family.
  String.raw`(?<=[${joiningScripts.join("")}])[\u200C\u200D]`,
  String.raw`(?<=\p{ExtPict}[\uFE0F\p{EMod}]?)\u200D(?=\p{ExtPict})`,
  // Variation selectors: emoji or text style, variants of ideographs and of Mongolian letters.
  String.raw`(?<=\p{Emoji})[\uFE0E\uFE0F]`,
  String.raw`(?<=\p{sc=Han})[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]`,
  String.raw`(?<=[\p{sc=Mymr}\p{sc=Phag}\p{Sm}])\uFE00`,
  String.raw`(?<=\p{sc=Mong})[\u180B-\u180F]`,
  // The tags in the flags of regions.
  String.raw`(?<=\u{1F3F4}[\u{E0030}-\u{E007A}]{0,6})[\u{E0030}-\u{E007A}](?=[\u{E0030}-\u{E007A}]{0,6}\u{E007F})`,
  String.raw`(?<=\u{1F3F4}[\u{E0030}-\u{E007A}]{3,6})\u{E007F}`,
  // The space between words in Braille.
  String.raw`(?<=[\u2801-\u28FF])\u2800(?=[\u2801-\u28FF])`,
];
const marksOfDirection = String.raw`[\u061C\u200E\u200F]`;
const rightToLeft = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}]/u;

const unseen = (...exceptions: string[]): RegExp =>
  new RegExp(String.raw`(?=${invisible})(?!${exceptions.join("|")})[^]`, "gu");
const unseenFromLeftToRight = unseen(...meaningful);
const unseenFromRightToLeft = unseen(...meaningful, marksOfDirection);

/** Matches the invisible characters that change nothing of what is seen of this text. */
export const invisibleIn = (text: string): RegExp =>
  rightToLeft.test(text) ? unseenFromRightToLeft : unseenFromLeftToRight;
