import { Language } from "../../core/texts/language.js";
import type { AccountPage } from "../../core/mail/account-page.js";
import { escaped, htmlPage, problemIn } from "../../core/pages/html-page.js";
import { statementInForm } from "../../domains/identity/statement/statement-on-page.js";
import type { PrivacyStatement } from "../../domains/identity/statement/statement.types.js";

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

interface FormState {
  token: string;
  /** What went wrong the last time. */
  problem?: string;
  /** The URL of the other way in. */
  issuerSignIn: string | null;
  /** The privacy statement of the network. */
  statement: PrivacyStatement | null;
}

/** The page with its form. */
export const formPage = (
  name: string,
  { texts, asksPassword, acceptsStatement }: AccountPage,
  language: Language,
  { token, problem, issuerSignIn, statement }: FormState,
): string => {
  const { title, explanation, button } = texts[language];
  return htmlPage(
    language,
    title,
    `${problem === undefined ? "" : problemIn(problem)}<p>${escaped(explanation)}</p>
<form method="post" action="${escaped(name)}">
<input type="hidden" name="token" value="${escaped(token)}">
${asksPassword ? passwordField(asksPassword, language) : ""}
${acceptsStatement ? statementInForm(language, statement) : ""}
<button>${escaped(button)}</button>
</form>
${issuerSignIn === null ? "" : `<p><a href="${escaped(issuerSignIn)}">${escaped(issuerSignInText[language])}</a></p>`}`,
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

/** The page after a sign-in at the issuer that failed. */
export const issuerProblemPage = ({ texts }: AccountPage, language: Language): string =>
  htmlPage(language, texts[language].title, problemIn(issuerProblem[language]));
