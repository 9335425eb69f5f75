import { Language } from "../../../core/texts/language.js";
import { accountByMemberId } from "../../identity/account.reads.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { quotedLines } from "../../../core/mail/quoted-words.js";
import { decidedById, nameOf, type Decided, type DecisionPayload } from "./decided.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    decisionReversed: DecisionPayload;
  }
}

/** Notifies an affected member that a decision was reversed. Always sent, whatever their settings. */
export const decisionReversedMail: MailTemplate<MailPayloads["decisionReversed"]> = async (
  mail,
  { memberId, decisionId },
) => {
  const account = await accountByMemberId(mail.db, memberId);
  const decided = await decidedById(mail.db, decisionId);
  return account && decided ? mailMessage(account.email, account.language, wording[account.language](decided)) : null;
};

const wording: Record<Language, (decided: Decided) => MailText> = {
  [Language.NL]: (decided) => ({
    subject: "Een beslissing is teruggedraaid",
    paragraphs: [
      "Dag,",
      `Een moderator van het InnovatieNetwerk Overheid heeft een beslissing over ${nameOf(decided, Language.NL)} teruggedraaid.`,
      ...(decided.reversalReason === null ? [] : [`De reden:\n${quotedLines(decided.reversalReason)}`]),
    ],
  }),
  [Language.FR]: (decided) => ({
    subject: "Une décision a été annulée",
    paragraphs: [
      "Bonjour,",
      `Un modérateur de l'InnovatieNetwerk Overheid a annulé une décision sur ${nameOf(decided, Language.FR)}.`,
      ...(decided.reversalReason === null ? [] : [`La raison :\n${quotedLines(decided.reversalReason)}`]),
    ],
  }),
  [Language.EN]: (decided) => ({
    subject: "A decision was reversed",
    paragraphs: [
      "Hello,",
      `A moderator of the InnovatieNetwerk Overheid has reversed a decision about ${nameOf(decided, Language.EN)}.`,
      ...(decided.reversalReason === null ? [] : [`The reason:\n${quotedLines(decided.reversalReason)}`]),
    ],
  }),
};
