import { Language } from "../../core/graphql/language.js";
import type { AccountPage } from "../../core/mail/account-page.js";
import { escaped, htmlPage, problemIn } from "../../core/pages/html-page.js";

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
  return htmlPage(
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
  htmlPage(language, texts[language].title, `<p>${escaped(texts[language].done)}</p>`);

/** The page when its link does not work. */
export const problemPage = ({ texts }: AccountPage, language: Language, problem: string): string =>
  htmlPage(language, texts[language].title, problemIn(problem));
