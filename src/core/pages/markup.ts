import { escaped } from "./html-page.js";

/** HTML as it is sent; anything else in a page is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

export type MarkupPart = Markup | string | number | null | false | readonly MarkupPart[];

/** HTML written as a template: every value in it is escaped, unless another such template made it. Null is nothing. */
export const markup = (template: TemplateStringsArray, ...parts: MarkupPart[]): Markup =>
  new Markup(template.reduce((text, next, index) => text + textOf(parts[index - 1] ?? null) + next));

function textOf(part: MarkupPart): string {
  if (part === null || part === false) return "";
  if (part instanceof Markup) return part.text;
  return typeof part === "object" ? part.map(textOf).join("") : escaped(String(part));
}
