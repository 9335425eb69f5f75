import { Language } from "../../../core/texts/language.js";
import { localDateTime } from "../../../core/texts/local-time.js";
import { accountByMemberId } from "../../identity/account.reads.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { quotedLines } from "../../../core/mail/quoted-words.js";
import { DecisionKind } from "../moderation.enums.js";
import { decidedById, nameOf, type Decided, type DecisionPayload } from "./decided.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    decisionMade: DecisionPayload;
  }
}

/**
 * Notifies an affected member of a decision, its reason and the right to appeal. Always sent, whatever their settings.
 */
export const decisionMadeMail: MailTemplate<MailPayloads["decisionMade"]> = async (mail, { memberId, decisionId }) => {
  const account = await accountByMemberId(mail.db, memberId);
  const decided = await decidedById(mail.db, decisionId);
  return account && decided ? mailMessage(account.email, account.language, wording[account.language](decided)) : null;
};

const hides = ({ kind }: Decided): boolean => kind === DecisionKind.HIDE || kind === DecisionKind.HIDE_AND_SUSPEND;

const wording: Record<Language, (decided: Decided) => MailText> = {
  [Language.NL]: (decided) => ({
    subject: "Een beslissing over wat je deelde",
    paragraphs: [
      "Dag,",
      `Een moderator van het InnovatieNetwerk Overheid heeft beslist over ${nameOf(decided, Language.NL)}.`,
      ...(hides(decided) ? ["Anderen zien het niet meer."] : []),
      ...(decided.suspendedUntil
        ? [
            `Je kan tot ${localDateTime(decided.suspendedUntil, Language.NL)} wel lezen, maar niet deelnemen: niets plaatsen, en je niet inschrijven.`,
          ]
        : []),
      ...(decided.reason === null ? [] : [`De reden:\n${quotedLines(decided.reason)}`]),
      "Ben je het er niet mee eens? Laat dan een berichtje na bij de beslissing; een moderator bekijkt het opnieuw. Dat kan één keer.",
    ],
  }),
  [Language.FR]: (decided) => ({
    subject: "Une décision sur ce que vous avez partagé",
    paragraphs: [
      "Bonjour,",
      `Un modérateur de l'InnovatieNetwerk Overheid a pris une décision sur ${nameOf(decided, Language.FR)}.`,
      ...(hides(decided) ? ["Les autres ne le voient plus."] : []),
      ...(decided.suspendedUntil
        ? [
            `Jusqu'au ${localDateTime(decided.suspendedUntil, Language.FR)}, vous pouvez lire, mais pas participer : ni publier, ni vous inscrire.`,
          ]
        : []),
      ...(decided.reason === null ? [] : [`La raison :\n${quotedLines(decided.reason)}`]),
      "Vous n'êtes pas d'accord ? Laissez un message auprès de la décision ; un modérateur la réexaminera. C'est possible une fois.",
    ],
  }),
  [Language.EN]: (decided) => ({
    subject: "A decision about what you shared",
    paragraphs: [
      "Hello,",
      `A moderator of the InnovatieNetwerk Overheid has decided about ${nameOf(decided, Language.EN)}.`,
      ...(hides(decided) ? ["Others do not see it any more."] : []),
      ...(decided.suspendedUntil
        ? [
            `Until ${localDateTime(decided.suspendedUntil, Language.EN)} you can read, but not take part: neither post nor register.`,
          ]
        : []),
      ...(decided.reason === null ? [] : [`The reason:\n${quotedLines(decided.reason)}`]),
      "You do not agree? Then leave a message with the decision, and a moderator will look at it again. That can be done once.",
    ],
  }),
};
