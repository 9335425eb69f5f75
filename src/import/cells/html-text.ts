import { convert } from "html-to-text";

const tags =
  "a|abbr|article|b|blockquote|body|br|center|code|dd|div|dl|dt|em|font|footer|h[1-6]|head|header|hr|html|i|iframe|img|li|main|ol|p|pre|s|script|section|small|span|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul";
const element = new RegExp(String.raw`<\/?(?:${tags})(?:\s[^<>]*)?\/?>`, "i");
const entity =
  /&(?:nbsp|amp|lt|gt|quot|apos|[a-z]+(?:acute|grave|circ|uml|cedil|tilde|ring|slash|lig)|euro|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[0-9a-f]{2,5});/i;

/** Whether a text is HTML rather than what somebody typed: it has an element that texts have, or a character reference. */
export const isHtml = (text: string): boolean => element.test(text) || entity.test(text);

const nothing = /^(?:<[^<>]*>|&nbsp;|&#160;|\s)*$/i;

/** Whether a text is HTML in which nothing stands, as editors leave it behind: `<p>&nbsp;</p>`. */
export const isEmptyHtml = (text: string): boolean => nothing.test(text) && isHtml(text);

/** What a reader of the page sees of a title or a name, in one line and without the addresses of links. */
export const plainLineOf = (html: string): string =>
  convert(html, {
    wordwrap: false,
    selectors: [
      { selector: "a", options: { ignoreHref: true } },
      { selector: "img", format: "skip" },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  })
    .replace(/[\s\u00A0]+/g, " ")
    .trim();

/** What a reader of the page sees: paragraphs as lines, links with their address; scripts and styles are left out. */
export const plainTextOf = (html: string): string =>
  convert(html, {
    wordwrap: false,
    selectors: [
      { selector: "a", options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
      { selector: "img", format: "skip" },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
      { selector: "ul", options: { itemPrefix: "- " } },
    ],
  }).replace(/\u00A0/g, " ");
