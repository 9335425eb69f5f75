import { confirmErasurePage } from "../../privacy/confirm-erasure.page.js";
import type { AccountPage } from "./account-page.js";
import { confirmEmailChangePage } from "./confirm-email-change.page.js";
import { confirmSignUpPage } from "./confirm-sign-up.page.js";
import { resetPasswordPage } from "./reset-password.page.js";

/** Every page of the account, by the last part of its address. */
export const accountPages = {
  "confirm-sign-up": confirmSignUpPage,
  "reset-password": resetPasswordPage,
  "confirm-email-change": confirmEmailChangePage,
  "confirm-erasure": confirmErasurePage,
} satisfies Record<string, AccountPage>;
