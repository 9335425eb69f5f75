import type { Wording } from "../../../core/texts/wording.js";

/** Messages for an outcome that cannot be recorded. */
export const outcomeWording = {
  summaryRequired: {
    NL: "ontbreekt: vat samen wat de bijeenkomst opleverde.",
    FR: "manque : résumez ce que la rencontre a donné.",
    EN: "is missing: summarise what came of the gathering.",
  },
  nothingToEdit: {
    NL: "hoort bij een bewerking: laat het weg, want er is nog niets vastgelegd.",
    FR: "accompagne une modification : omettez-le, car rien n'est encore noté.",
    EN: "goes with an edit: leave it out, as nothing was recorded yet.",
  },
  noLink: {
    NL: "moet een adres zijn dat met https:// begint, zonder gebruikersnaam.",
    FR: "doit être une adresse qui commence par https://, sans nom d'utilisateur.",
    EN: "must be an address that begins with https://, without a user name.",
  },
  tooManyLinks: (max: number): Wording => ({
    NL: `mag hoogstens ${max} adressen bevatten: laat er enkele weg.`,
    FR: `peut contenir au plus ${max} adresses : omettez-en quelques-unes.`,
    EN: `may have at most ${max} addresses: leave some out.`,
  }),
  tooManyResults: (max: number): Wording => ({
    NL: `mag hoogstens ${max} agendapunten bevatten: geef de rest in een volgende bewerking.`,
    FR: `peut contenir au plus ${max} points : indiquez les autres dans une modification suivante.`,
    EN: `may have at most ${max} agenda items: give the others in a further edit.`,
  }),
  notOnAgenda: {
    NL: "is geen agendapunt van deze bijeenkomst: lees de agenda opnieuw.",
    FR: "n'est pas un point à l'ordre du jour de cette rencontre : relisez l'ordre du jour.",
    EN: "is no agenda item of this gathering: read the agenda again.",
  },
  itemTwice: {
    NL: "staat er twee keer in: geef elk agendapunt één keer.",
    FR: "y figure deux fois : indiquez chaque point une seule fois.",
    EN: "is in the list twice: give each agenda item once.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
