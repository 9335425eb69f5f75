import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a rule of recurrence that cannot be used. */
export const recurrenceWording = {
  form: {
    NL: "moet een herhalingsregel volgens RFC 5545 zijn, zoals `FREQ=MONTHLY;BYDAY=2TU;COUNT=10`, per dag, week, maand of jaar.",
    FR: "doit être une règle de récurrence selon la RFC 5545, comme `FREQ=MONTHLY;BYDAY=2TU;COUNT=10`, par jour, semaine, mois ou année.",
    EN: "must be a recurrence rule by RFC 5545, such as `FREQ=MONTHLY;BYDAY=2TU;COUNT=10`, by day, week, month or year.",
  },
  withoutEnd: {
    NL: "moet een einde hebben: voeg `COUNT` of `UNTIL` toe, niet allebei.",
    FR: "doit avoir une fin : ajoutez `COUNT` ou `UNTIL`, pas les deux.",
    EN: "must have an end: add `COUNT` or `UNTIL`, not both.",
  },
  tooMany: (max: number): Wording => ({
    NL: `mag hoogstens ${max} bijeenkomsten geven: laat de reeks vroeger eindigen.`,
    FR: `peut donner au plus ${max} rencontres : terminez la série plus tôt.`,
    EN: `must give at most ${max} gatherings: end the series earlier.`,
  }),
  tooFew: {
    NL: "geeft minder dan twee bijeenkomsten: laat de regel weg voor één bijeenkomst.",
    FR: "donne moins de deux rencontres : omettez la règle pour une seule rencontre.",
    EN: "gives fewer than two gatherings: leave the rule out for a single one.",
  },
  startsOtherwise: (day: string): Wording => ({
    NL: `past niet bij \`startsAt\`: volgens de regel valt de eerste op ${day}.`,
    FR: `ne correspond pas à \`startsAt\` : selon la règle, la première a lieu le ${day}.`,
    EN: `does not fit \`startsAt\`: by the rule the first one is on ${day}.`,
  }),
  notInSeries: {
    NL: "hoort bij een reeks alleen: deze bijeenkomst staat op zichzelf.",
    FR: "ne concerne qu'une série : cette rencontre est isolée.",
    EN: "is for a series alone: this gathering is a single one.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
