import type { Wording } from "../../core/texts/wording.js";

/** Messages for an organisation that cannot be found, edited or merged. */
export const organisationWording = {
  noOrganisation: {
    NL: "Er is geen organisatie met deze id.",
    FR: "Il n'y a pas d'organisation avec cet identifiant.",
    EN: "There is no organisation with this id.",
  },
  wrongCheckDigits: (code: string): Wording => ({
    NL: `bevat “${code}”, geen KBO-nummer: de laatste twee cijfers kloppen niet met de andere. Kijk het nummer na in KBO Public Search.`,
    FR: `contient « ${code} », qui n'est pas un numéro BCE : les deux derniers chiffres ne correspondent pas aux autres. Vérifiez le numéro dans BCE Public Search.`,
    EN: `has “${code}”, which is no KBO number: its last two digits do not fit the others. Look the number up in KBO Public Search.`,
  }),
  noCode: (code: string): Wording => ({
    NL: `bevat “${code}”, waarvan het register niet blijkt: schrijf OVO en zes cijfers, een KBO-nummer van tien cijfers, of het register, een dubbelpunt en de code, zoals OV:36031.`,
    FR: `contient « ${code} », dont le registre n'est pas clair : écrivez OVO et six chiffres, un numéro BCE de dix chiffres, ou le registre, deux-points et le code, comme OV:36031.`,
    EN: `has “${code}”, which does not say its register: write OVO and six digits, a KBO number of ten digits, or the register, a colon and the code, such as OV:36031.`,
  }),
  unknownCode: (code: string): Wording => ({
    NL: `is de code ${code}, die we nog van geen organisatie kennen: geef de naam van je organisatie.`,
    FR: `est le code ${code}, que nous ne connaissons encore d'aucune organisation : donnez le nom de votre organisation.`,
    EN: `is the code ${code}, which is not known of any organisation yet: give the name of your organisation.`,
  }),
  tooManyCodes: (max: number): Wording => ({
    NL: `mag hoogstens ${max} codes bevatten: haal er enkele weg.`,
    FR: `peut contenir au plus ${max} codes : retirez-en quelques-uns.`,
    EN: `must contain at most ${max} codes: take some of them out.`,
  }),
  noWebsite: {
    NL: "moet een adres zijn dat met https:// begint, zonder gebruikersnaam.",
    FR: "doit être une adresse qui commence par https://, sans nom d'utilisateur.",
    EN: "must be an address that begins with https://, without a user name.",
  },
  nameTaken: (name: string): Wording => ({
    NL: `Er is al een organisatie “${name}”: voeg de twee samen, of kies een andere naam.`,
    FR: `Il y a déjà une organisation « ${name} » : fusionnez les deux, ou choisissez un autre nom.`,
    EN: `There is an organisation “${name}” already: merge the two, or choose another name.`,
  }),
  codeTaken: ({ code, holder }: { code: string; holder: string }): Wording => ({
    NL: `De code ${code} is al die van “${holder}”: voeg de twee samen, of haal de code daar eerst weg.`,
    FR: `Le code ${code} est déjà celui de « ${holder} » : fusionnez les deux, ou retirez d'abord le code là-bas.`,
    EN: `The code ${code} is that of “${holder}” already: merge the two, or take the code out there first.`,
  }),
  mergedIntoItself: {
    NL: "moet een andere organisatie zijn dan die wordt samengevoegd: kies de organisatie die blijft.",
    FR: "doit être une autre organisation que celle qui est fusionnée : choisissez l'organisation qui reste.",
    EN: "must be another organisation than the one that is merged: choose the one that remains.",
  },
  mergedAlready: {
    NL: "is al samengevoegd met een andere organisatie: lees ze opnieuw, en voeg die andere samen als dat de bedoeling is.",
    FR: "a déjà été fusionnée avec une autre organisation : relisez-la, et fusionnez cette autre si c'est bien ce que vous voulez.",
    EN: "was already merged into another organisation: read it again, and merge that other one if that is what you mean.",
  },
  intoHidden: {
    NL: "is door een moderator verborgen: kies een andere organisatie, of maak dat eerst ongedaan.",
    FR: "a été masquée par un modérateur : choisissez une autre organisation, ou annulez d'abord cette décision.",
    EN: "was hidden by a moderator: choose another organisation, or undo that first.",
  },
} satisfies Record<string, Wording | ((...values: never[]) => Wording)>;
