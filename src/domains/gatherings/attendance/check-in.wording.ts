import { Language } from "../../../core/texts/language.js";
import type { Wording } from "../../../core/texts/wording.js";

/** A date where the gathering is held: `29 november 2026`. */
export const dateIn = (moment: Date, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(`${language.toLowerCase()}-BE`, { dateStyle: "long", timeZone }).format(moment);

/** A time of day where the gathering is held: `14:03`. */
export const timeIn = (moment: Date, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(`${language.toLowerCase()}-BE`, { timeStyle: "short", timeZone }).format(moment);

/** Messages for who checks participants in. */
export const checkInWording = {
  noGathering: {
    NL: "Er is geen bijeenkomst met deze id waarvan je gastheer of gastvrouw bent.",
    FR: "Il n'y a pas de rencontre avec cet identifiant dont vous êtes l'hôte.",
    EN: "There is no gathering with this id that you host.",
  },
  noRegistration: {
    NL: "Er is geen inschrijving met deze id voor een bijeenkomst waarvan je gastheer of gastvrouw bent.",
    FR: "Il n'y a pas d'inscription avec cet identifiant à une rencontre dont vous êtes l'hôte.",
    EN: "There is no registration with this id for a gathering that you host.",
  },
  noMember: {
    NL: "Er is geen lid met deze id dat je kunt zien.",
    FR: "Il n'y a pas de membre avec cet identifiant que vous pouvez voir.",
    EN: "There is no member with this id whom you may see.",
  },
  noCode: {
    NL: "hoort bij geen inschrijving voor deze bijeenkomst: kijk ze na, of zoek op naam.",
    FR: "ne correspond à aucune inscription à cette rencontre : vérifiez-le, ou cherchez par nom.",
    EN: "belongs to no registration for this gathering: check it, or search by name.",
  },
  oneOfFour: {
    NL: "Vul precies één in van registrationId, code, memberId en guestName.",
    FR: "Remplissez exactement un des champs registrationId, code, memberId et guestName.",
    EN: "Give exactly one of registrationId, code, memberId and guestName.",
  },
  notHeld: {
    NL: "Deze bijeenkomst gaat niet door: er is niemand om aan te melden.",
    FR: "Cette rencontre n'a pas lieu : il n'y a personne à enregistrer.",
    EN: "This gathering does not take place: there is nobody to check in.",
  },
  tooEarly: ({ from, timeZone }: { from: Date; timeZone: string }): Wording => ({
    NL: `Aanmelden kan op de dag van de bijeenkomst, vanaf ${dateIn(from, timeZone, Language.NL)}.`,
    FR: `L'enregistrement est possible le jour de la rencontre, à partir du ${dateIn(from, timeZone, Language.FR)}.`,
    EN: `Participants can be checked in on the day of the gathering, from ${dateIn(from, timeZone, Language.EN)}.`,
  }),
  tooLate: {
    NL: "De aanwezigheden van deze bijeenkomst liggen vast: ze is te lang voorbij.",
    FR: "Les présences à cette rencontre sont figées : elle est terminée depuis trop longtemps.",
    EN: "The attendance of this gathering is final: it was over too long ago.",
  },
  checkedIn: ({ at, timeZone }: { at: Date; timeZone: string }): Wording => ({
    NL: `Deze persoon werd al aangemeld, om ${timeIn(at, timeZone, Language.NL)}.`,
    FR: `Cette personne a déjà été enregistrée, à ${timeIn(at, timeZone, Language.FR)}.`,
    EN: `This person was checked in already, at ${timeIn(at, timeZone, Language.EN)}.`,
  }),
  notCheckedIn: {
    NL: "Deze persoon is niet aangemeld.",
    FR: "Cette personne n'est pas enregistrée.",
    EN: "This person is not checked in.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
