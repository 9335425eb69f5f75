import { createHash } from "node:crypto";
import type { FastifyReply } from "fastify";
import type { Language } from "../texts/language.js";

const style = `body{max-width:34rem;margin:12vh auto 0;padding:0 1.25rem;font:1.0625rem/1.5 system-ui,sans-serif;color:#1a1a1a}
h1{font-size:1.5rem}label{display:block;margin:1rem 0 .25rem}
input,textarea,select{box-sizing:border-box;width:100%;padding:.6rem;font:inherit;border:1px solid #767676;border-radius:.25rem}
button,.button{display:inline-block;margin-top:1.25rem;padding:.6rem 1.1rem;font:inherit;font-weight:600;color:#fff;background:#05549c;border:0;border-radius:.25rem;text-decoration:none;cursor:pointer}
.text{white-space:pre-line;overflow-wrap:anywhere}h1,h2,li,dd{overflow-wrap:anywhere}h2{margin-top:2rem;font-size:1.125rem}
dt{margin-top:.75rem;font-size:.875rem;color:#555}dd{margin:0}nav a{margin-right:.75rem}a{color:#05549c}
.problem{padding:.75rem 1rem;background:#fdecea;border-left:.25rem solid #b3261e}
footer{margin-top:3rem;font-size:.875rem;color:#555}`;

/** Nothing but the page's own style and a form to the page itself. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The headers of a page that is for one person alone. */
export const asPage = (reply: FastifyReply): FastifyReply => asPublicPage(reply).header("cache-control", "no-store");

/** The headers of any page. */
export const asPublicPage = (reply: FastifyReply): FastifyReply =>
  reply.type("text/html; charset=utf-8").header("content-security-policy", policy).header("vary", "accept-language");

/** What only some pages have. */
export interface PageExtras {
  /** More of the head, as HTML. */
  head?: string;
  /** The language of the title, when it is another than that of the page. */
  titleLanguage?: Language | null;
}

/** A page of the service; `body` is HTML. */
export const htmlPage = (
  language: Language,
  title: string,
  body: string,
  { head = "", titleLanguage = null }: PageExtras = {},
): string => `<!doctype html>
<html lang="${language.toLowerCase()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} · INO</title>
${head}<style>${style}</style>
</head>
<body>
<h1${titleLanguage === null || titleLanguage === language ? "" : ` lang="${titleLanguage.toLowerCase()}"`}>${escaped(title)}</h1>
${body}
<footer>InnovatieNetwerk Overheid</footer>
</body>
</html>
`;

/** What went wrong, as HTML. */
export const problemIn = (problem: string): string => `<p class="problem" role="alert">${escaped(problem)}</p>`;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);
