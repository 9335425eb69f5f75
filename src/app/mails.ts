import { collaborationAcceptedMail } from "../domains/collaborations/mails/collaboration-accepted.mail.js";
import { collaborationRequestedMail } from "../domains/collaborations/mails/collaboration-requested.mail.js";
import { emailChangeMail } from "../domains/identity/mails/email-change.mail.js";
import { emailChangedMail } from "../domains/identity/mails/email-changed.mail.js";
import { passwordChangedMail } from "../domains/identity/mails/password-changed.mail.js";
import { passwordResetMail } from "../domains/identity/mails/password-reset.mail.js";
import { signUpMail } from "../domains/identity/mails/sign-up.mail.js";
import { decisionMadeMail } from "../domains/moderation/mails/decision-made.mail.js";
import { decisionReversedMail } from "../domains/moderation/mails/decision-reversed.mail.js";
import { erasureMail } from "../domains/privacy/erasure.mail.js";
import type { MailTemplates } from "../core/mail/mail-template.js";

/** The template of every kind of mail, by the name that stands in the outbox. */
export const mails: MailTemplates = {
  signUp: signUpMail,
  passwordReset: passwordResetMail,
  passwordChanged: passwordChangedMail,
  emailChange: emailChangeMail,
  emailChanged: emailChangedMail,
  erasure: erasureMail,
  decisionMade: decisionMadeMail,
  decisionReversed: decisionReversedMail,
  collaborationRequested: collaborationRequestedMail,
  collaborationAccepted: collaborationAcceptedMail,
};
