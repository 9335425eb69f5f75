import { Language } from "../../core/graphql/language.js";
import type { AccountPage } from "../../core/mail/account-page.js";
import { escaped, htmlPage, problemIn } from "../../core/pages/html-page.js";

const newPassword: Record<Language, string> = {
  [Language.NL]: "Nieuw wachtwoord",
  [Language.FR]: "Nouveau mot de passe",
  [Language.EN]: "New password",
};

/** The page with its form; `problem` is what went wrong the last time. */
export const formPage = (
  name: string,
  { texts, asksPassword }: AccountPage,
  language: Language,
  { token, problem }: { token: string; problem?: string },
): string => {
  const { title, explanation, button } = texts[language];
  const field = `<label for="password">${escaped(newPassword[language])}</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="10" maxlength="200" required>`;
  return htmlPage(
    language,
    title,
    `${problem === undefined ? "" : problemIn(problem)}<p>${escaped(explanation)}</p>
<form method="post" action="${escaped(name)}">
<input type="hidden" name="token" value="${escaped(token)}">
${asksPassword ? field : ""}
<button>${escaped(button)}</button>
</form>`,
  );
};

/** The page once it has done what it is for. */
export const donePage = ({ texts }: AccountPage, language: Language): string =>
  htmlPage(language, texts[language].title, `<p>${escaped(texts[language].done)}</p>`);

/** The page when its link does not work. */
export const problemPage = ({ texts }: AccountPage, language: Language, problem: string): string =>
  htmlPage(language, texts[language].title, problemIn(problem));
