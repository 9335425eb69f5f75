import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a collaboration that cannot begin at a gathering, or that a member cannot join. */
export const startWording = {
  nobody: {
    NL: "is leeg: kies minstens één lid.",
    FR: "est vide : choisissez au moins un membre.",
    EN: "is empty: choose at least one member.",
  },
  tooMany: (max: number): Wording => ({
    NL: `mag hoogstens ${max} leden bevatten: laat er enkele weg.`,
    FR: `peut contenir au plus ${max} membres : omettez-en quelques-uns.`,
    EN: `may have at most ${max} members: leave some out.`,
  }),
  twice: {
    NL: "staat er twee keer in: geef elk lid één keer.",
    FR: "y figure deux fois : indiquez chaque membre une seule fois.",
    EN: "is in the list twice: give each member once.",
  },
  notThere: {
    NL: "Geen lid met deze id was op de bijeenkomst.",
    FR: "Aucun membre avec cet identifiant n'était à la rencontre.",
    EN: "No member with this id was at the gathering.",
  },
  forOthersByHosts: {
    NL: "is alleen voor wie de bijeenkomst leidt: doe zelf mee.",
    FR: "n'est possible que pour les hôtes de la rencontre : participez vous-même.",
    EN: "is for the hosts of the gathering alone: take part yourself.",
  },
  twoForOthers: {
    NL: "moet minstens twee leden bevatten als je zelf niet meedoet: kies er nog een, of doe mee.",
    FR: "doit contenir au moins deux membres si vous ne participez pas : choisissez-en un autre, ou participez.",
    EN: "must have at least two members when you do not take part: choose another one, or take part.",
  },
  cannotJoin: {
    NL: "Aan deze samenwerking kun je niet meer meedoen: wijs de vraag af, of laat ze verlopen.",
    FR: "Vous ne pouvez plus rejoindre cette collaboration : déclinez la demande, ou laissez-la expirer.",
    EN: "You can no longer join this collaboration: decline the request, or let it expire.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
