import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a date and time that cannot be read, or that do not exist once. */
export const momentWording = {
  form: {
    NL: "moet een datum en een uur zijn, zoals `2027-03-11T14:00` in de tijdzone van de bijeenkomst of `2027-03-11T14:00+01:00`.",
    FR: "doit être une date et une heure, comme `2027-03-11T14:00` dans le fuseau horaire de la rencontre ou `2027-03-11T14:00+01:00`.",
    EN: "must be a date and a time, such as `2027-03-11T14:00` in the time zone of the gathering, or `2027-03-11T14:00+01:00`.",
  },
  noSuchTime: {
    NL: "is een dag of een uur dat niet bestaat: kijk de datum na.",
    FR: "est un jour ou une heure qui n'existe pas : vérifiez la date.",
    EN: "is a day or an hour that does not exist: check the date.",
  },
  skipped: (next: string): Wording => ({
    NL: `bestaat niet: de klok slaat dat uur over. Kies een ander uur, zoals ${next}.`,
    FR: `n'existe pas : l'horloge saute cette heure. Choisissez une autre heure, comme ${next}.`,
    EN: `does not exist: the clocks skip this hour. Choose another one, such as ${next}.`,
  }),
  repeated: (offsets: string): Wording => ({
    NL: `komt die nacht twee keer voor: voeg de afwijking van UTC toe, ${offsets} (eerste of tweede keer).`,
    FR: `existe deux fois cette nuit-là : ajoutez le décalage par rapport à UTC, ${offsets} (première ou seconde fois).`,
    EN: `exists twice that night: add the offset from UTC, ${offsets} (first or second time).`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
