import type { Wording } from "../../core/texts/wording.js";

/** Messages for a practice that cannot be shared, edited, used or decided about. */
export const practiceWording = {
  noPractice: {
    NL: "Er is geen praktijk met deze id.",
    FR: "Il n'y a pas de pratique avec cet identifiant.",
    EN: "There is no practice with this id.",
  },
  noOwnPractice: {
    NL: "Geen van je praktijken heeft deze id.",
    FR: "Aucune de vos pratiques n'a cet identifiant.",
    EN: "None of your practices has this id.",
  },
  noOwnUse: {
    NL: "Geen van de toepassingen die je vastlegde, heeft deze id.",
    FR: "Aucune des applications que vous avez notées n'a cet identifiant.",
    EN: "None of the uses that you recorded has this id.",
  },
  noContact: {
    NL: "Er is geen lid met deze id dat contactpersoon kan zijn: kies iemand anders, of laat het weg.",
    FR: "Aucun membre avec cet identifiant ne peut être la personne de contact : choisissez quelqu'un d'autre, ou omettez-le.",
    EN: "There is no member with this id who can be the contact: choose somebody else, or leave it out.",
  },
  notContact: {
    NL: "Je bent van geen enkele praktijk met deze id de contactpersoon.",
    FR: "Vous n'êtes la personne de contact d'aucune pratique avec cet identifiant.",
    EN: "You are the contact of no practice with this id.",
  },
  withdrawn: {
    NL: "Je hebt deze praktijk ingetrokken: deel ze opnieuw om ermee verder te gaan.",
    FR: "Vous avez retiré cette pratique : partagez-la à nouveau pour la poursuivre.",
    EN: "You withdrew this practice: share it again to continue it.",
  },
  notPublished: {
    NL: "Deze praktijk is nog niet gepubliceerd: leg de toepassing vast zodra ze dat is.",
    FR: "Cette pratique n'est pas encore publiée : notez son application dès qu'elle le sera.",
    EN: "This practice is not published yet: record its use once it is.",
  },
  published: {
    NL: "Deze praktijk is al gepubliceerd: meld ze aan de moderatoren als ze niet kan blijven.",
    FR: "Cette pratique est déjà publiée : signalez-la aux modérateurs si elle ne peut pas rester.",
    EN: "This practice is already published: report it to the moderators if it cannot stay.",
  },
  noLink: {
    NL: "moet een adres zijn dat met https:// begint, zonder gebruikersnaam.",
    FR: "doit être une adresse qui commence par https://, sans nom d'utilisateur.",
    EN: "must be an address that begins with https://, without a user name.",
  },
  tooManySteps: (max: number): Wording => ({
    NL: `mag hoogstens ${max} stappen bevatten: voeg er enkele samen.`,
    FR: `peut contenir au plus ${max} étapes : regroupez-en quelques-unes.`,
    EN: `may have at most ${max} steps: join some of them.`,
  }),
  noDay: {
    NL: "moet een bestaande dag zijn, zoals 2026-11-30.",
    FR: "doit être un jour qui existe, par exemple 2026-11-30.",
    EN: "must be a day that exists, such as 2026-11-30.",
  },
  dayOutOfRange: {
    NL: "moet tussen 1900-01-01 en vandaag liggen.",
    FR: "doit se situer entre le 1900-01-01 et aujourd'hui.",
    EN: "must lie between 1900-01-01 and today.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
