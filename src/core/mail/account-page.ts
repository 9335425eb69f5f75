import type { Context } from "../graphql/context.js";
import type { Language } from "../texts/language.js";

export interface AccountForm {
  token: string;
  /** Empty when the page does not ask for a password. */
  password: string;
  /** The version of the privacy statement that the form showed; empty when it showed none. */
  statement: string;
}

/** The page behind a mailed link. It explains its action, and performs it only when its button is pressed. */
export interface AccountPage {
  texts: Record<Language, AccountPageTexts>;
  /** The password that the form asks for: the one given before, or a new one; false for none. */
  asksPassword: "current" | "new" | false;
  /** Whether it also leads to the sign-in at the issuer of the network, where there is one. */
  offersIssuer?: boolean;
  /** Whether whoever sends the form accepts the privacy statement of the network, where it has one. */
  acceptsStatement?: boolean;
  /** Performs the action; rejects like the mutation with the same purpose. */
  act(ctx: Context, form: AccountForm): Promise<void>;
}

export interface AccountPageTexts {
  title: string;
  explanation: string;
  button: string;
  /** Shown after the action has succeeded. */
  done: string;
}
