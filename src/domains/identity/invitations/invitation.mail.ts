import sql from "sql-template-tag";
import { Language } from "../../../core/texts/language.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { sha256 } from "../../../core/sha256.js";
import type { PrivacyStatement } from "../statement/statement.types.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    /** `statement` is the privacy statement at the time of the invitation. */
    invitation: { memberId: string; statement: PrivacyStatement | null };
  }
}

/** How long the link is valid. */
const lifetime = sql`interval '30 days'`;

/**
 * Invites an imported member to sign in, and informs them which of their data the network has and from where (GDPR, article 14).
 * Nothing is sent when they have signed in by then.
 */
export const invitationMail: MailTemplate<MailPayloads["invitation"]> = async (mail, { memberId, statement }) => {
  const [invited] = await mail.db.query<{ email: string; language: Language }>(sql`
    WITH made AS (
      UPDATE invitation SET token_hash = ${sha256(mail.token)}, expires_at = now() + ${lifetime},
        statement_version = ${statement?.version ?? null}
      FROM account WHERE invitation.member_id = ${memberId} AND account.member_id = invitation.member_id
        AND account.email = address AND first_signed_in_at IS NULL RETURNING email, language
    )
    SELECT email, language FROM made`);
  if (!invited) return null;
  const { email, language } = invited;
  return mailMessage(email, language, wording[language](mail.link("accept-invitation"), statement));
};

const wording: Record<Language, (link: string, statement: PrivacyStatement | null) => MailText> = {
  [Language.NL]: (link, statement) => ({
    subject: "Je bent uitgenodigd op het InnovatieNetwerk Overheid",
    paragraphs: [
      "Dag,",
      "Je staat op de ledenlijst van het InnovatieNetwerk Overheid. Het netwerk heeft nu een eigen plek op het web, en je profiel staat er klaar, met wat de lijst over je zei. Kies hier hoe je je aanmeldt:",
      link,
      ...(statement
        ? [
            `Wie de uitnodiging aanneemt, aanvaardt de privacyverklaring van het netwerk (versie ${statement.version}): ${statement.url}`,
          ]
        : []),
      "De link werkt één keer, dertig dagen lang. Daarna vraag je met dit adres gewoon een nieuw wachtwoord aan.",
      "Tot je je aanmeldt, krijg je geen andere meldingen. Na het aanmelden kies je zelf wie je profiel ziet, kun je je gegevens verbeteren of opvragen, en kun je je account wissen.",
    ],
  }),
  [Language.FR]: (link, statement) => ({
    subject: "Vous êtes invité(e) à l'InnovatieNetwerk Overheid",
    paragraphs: [
      "Bonjour,",
      "Vous figurez sur la liste des membres de l'InnovatieNetwerk Overheid. Le réseau a désormais son propre espace en ligne, et votre profil y est prêt, avec les données de cette liste. Choisissez ici comment vous vous connectez :",
      link,
      ...(statement
        ? [
            `En acceptant l'invitation, vous acceptez la déclaration de confidentialité du réseau (version ${statement.version}) : ${statement.url}`,
          ]
        : []),
      "Le lien fonctionne une seule fois, pendant trente jours. Ensuite, demandez simplement un nouveau mot de passe avec cette adresse.",
      "D'ici là, vous ne recevrez aucune autre notification. Une fois connecté(e), vous choisissez qui voit votre profil, vous pouvez corriger ou demander vos données, et supprimer votre compte.",
    ],
  }),
  [Language.EN]: (link, statement) => ({
    subject: "You are invited to the InnovatieNetwerk Overheid",
    paragraphs: [
      "Hello,",
      "You are on the list of members of the InnovatieNetwerk Overheid. The network now has a service of its own, and your profile is ready there, with what the list has about you. Choose here how you sign in:",
      link,
      ...(statement
        ? [
            `By accepting the invitation you accept the privacy statement of the network (version ${statement.version}): ${statement.url}`,
          ]
        : []),
      "The link works once, for thirty days. After that, ask for a new password with this address.",
      "Until you sign in, you get no other notifications. Then you choose who sees your profile, you can correct your data or ask for a copy, and you can erase your account.",
    ],
  }),
};
