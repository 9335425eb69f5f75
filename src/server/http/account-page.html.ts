import { createHash } from "node:crypto";
import { Language } from "../../core/graphql/language.js";
import type { AccountPage } from "../../core/mail/account-page.js";

const style = `body{max-width:34rem;margin:12vh auto 0;padding:0 1.25rem;font:1.0625rem/1.5 system-ui,sans-serif;color:#1a1a1a}
h1{font-size:1.5rem}label{display:block;margin:1rem 0 .25rem}
input{box-sizing:border-box;width:100%;padding:.6rem;font:inherit;border:1px solid #767676;border-radius:.25rem}
button{margin-top:1.25rem;padding:.6rem 1.1rem;font:inherit;font-weight:600;color:#fff;background:#05549c;border:0;border-radius:.25rem;cursor:pointer}
.problem{padding:.75rem 1rem;background:#fdecea;border-left:.25rem solid #b3261e}
footer{margin-top:3rem;font-size:.875rem;color:#555}`;

/** Nothing but the page's own style and a form to the page itself. */
export const accountPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const passwordLabels: Record<"current" | "new", Record<Language, string>> = {
  current: {
    [Language.NL]: "Je wachtwoord",
    [Language.FR]: "Votre mot de passe",
    [Language.EN]: "Your password",
  },
  new: {
    [Language.NL]: "Nieuw wachtwoord",
    [Language.FR]: "Nouveau mot de passe",
    [Language.EN]: "New password",
  },
};

/** The page with its form; `problem` is what went wrong the last time. */
export const formPage = (
  name: string,
  { texts, asksPassword }: AccountPage,
  language: Language,
  { token, problem }: { token: string; problem?: string },
): string => {
  const { title, explanation, button } = texts[language];
  return page(
    language,
    title,
    `${problem === undefined ? "" : problemIn(problem)}<p>${escaped(explanation)}</p>
<form method="post" action="${escaped(name)}">
<input type="hidden" name="token" value="${escaped(token)}">
${asksPassword ? passwordField(asksPassword, language) : ""}
<button>${escaped(button)}</button>
</form>`,
  );
};

/** A password that was given before is taken as it is: only a new one has to have a form. */
const passwordField = (kind: "current" | "new", language: Language): string =>
  `<label for="password">${escaped(passwordLabels[kind][language])}</label>
<input id="password" name="password" type="password" autocomplete="${kind}-password" ${kind === "new" ? `minlength="10" maxlength="200" ` : ""}required>`;

/** The page once it has done what it is for. */
export const donePage = ({ texts }: AccountPage, language: Language): string =>
  page(language, texts[language].title, `<p>${escaped(texts[language].done)}</p>`);

/** The page when its link does not work. */
export const problemPage = ({ texts }: AccountPage, language: Language, problem: string): string =>
  page(language, texts[language].title, problemIn(problem));

const problemIn = (problem: string): string => `<p class="problem" role="alert">${escaped(problem)}</p>`;

const page = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language.toLowerCase()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} · INO</title>
<style>${style}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${body}
<footer>InnovatieNetwerk Overheid</footer>
</body>
</html>
`;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);
