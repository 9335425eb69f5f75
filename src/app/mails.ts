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

/** Every kind of mail, by the name that stands in the outbox. */
export const mails = {
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

export type MailKind = keyof typeof mails;

/** A mail to be sent: its kind, and what it is about. */
export type MailJob = { [Kind in MailKind]: { kind: Kind; payload: Parameters<(typeof mails)[Kind]>[1] } }[MailKind];
