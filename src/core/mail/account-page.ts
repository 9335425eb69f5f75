import type { Context } from "../graphql/context.js";
import type { Language } from "../graphql/language.js";

export interface AccountForm {
  token: string;
  /** Empty where the page does not ask for one. */
  password: string;
}

/** A page that a link in a mail leads to: it explains, and does what it is for when its button is pressed, not before. */
export interface AccountPage {
  texts: Record<Language, AccountPageTexts>;
  /** Whether it asks for a new password. */
  asksPassword: boolean;
  /** Does it; outcomes are rejected as in the mutation of the same purpose. */
  act(ctx: Context, form: AccountForm): Promise<void>;
}

export interface AccountPageTexts {
  title: string;
  explanation: string;
  button: string;
  /** What is said once it is done. */
  done: string;
}
