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

const newPassword: Record<Language, string> = {
  [Language.NL]: "Nieuw wachtwoord",
  [Language.FR]: "Nouveau mot de passe",
  [Language.EN]: "New password",
};

const issuerSignInText: Record<Language, string> = {
  [Language.NL]: "Of meld je aan zoals bij je organisatie",
  [Language.FR]: "Ou connectez-vous comme dans votre organisation",
  [Language.EN]: "Or sign in as you do at your organisation",
};

const issuerProblem: Record<Language, string> = {
  [Language.NL]:
    "Het aanmelden bij je organisatie is niet gelukt. Volg de link in de mail opnieuw, of kies er een wachtwoord.",
  [Language.FR]:
    "La connexion auprès de votre organisation n'a pas abouti. Suivez à nouveau le lien du courriel, ou choisissez-y un mot de passe.",
  [Language.EN]:
    "The sign-in at your organisation failed. Follow the link in the mail again, or choose a password there.",
};

/** The page with its form; `problem` is what went wrong the last time, `issuerSignIn` the URL of the other way in. */
export const formPage = (
  name: string,
  { texts, asksPassword }: AccountPage,
  language: Language,
  { token, problem, issuerSignIn }: { token: string; problem?: string; issuerSignIn: string | null },
): string => {
  const { title, explanation, button } = texts[language];
  const field = `<label for="password">${escaped(newPassword[language])}</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="10" maxlength="200" required>`;
  return page(
    language,
    title,
    `${problem === undefined ? "" : problemIn(problem)}<p>${escaped(explanation)}</p>
<form method="post" action="${escaped(name)}">
<input type="hidden" name="token" value="${escaped(token)}">
${asksPassword ? field : ""}
<button>${escaped(button)}</button>
</form>
${issuerSignIn === null ? "" : `<p><a href="${escaped(issuerSignIn)}">${escaped(issuerSignInText[language])}</a></p>`}`,
  );
};

/** The page once it has done what it is for. */
export const donePage = ({ texts }: AccountPage, language: Language): string =>
  page(language, texts[language].title, `<p>${escaped(texts[language].done)}</p>`);

/** The page when its link does not work. */
export const problemPage = ({ texts }: AccountPage, language: Language, problem: string): string =>
  page(language, texts[language].title, problemIn(problem));

/** The page after a sign-in at the issuer that failed. */
export const issuerProblemPage = ({ texts }: AccountPage, language: Language): string =>
  page(language, texts[language].title, problemIn(issuerProblem[language]));

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
