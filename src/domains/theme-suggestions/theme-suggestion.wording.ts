import type { Wording } from "../../core/texts/wording.js";

/** Messages for a theme that cannot be suggested, or a suggestion that cannot be decided. */
export const suggestionWording = {
  noSuggestion: {
    NL: "Er is geen voorstel voor een thema met deze id.",
    FR: "Il n'y a pas de proposition de thème avec cet identifiant.",
    EN: "There is no suggestion of a theme with this id.",
  },
  tooMany: (max: number): Wording => ({
    NL: `Er wachten al ${max} voorstellen van je: stel er nieuwe voor zodra daarover beslist is.`,
    FR: `Vous avez déjà ${max} propositions en attente : faites-en d'autres dès qu'elles seront tranchées.`,
    EN: `You already have ${max} suggestions waiting: make others once these are decided.`,
  }),
  exists: (slug: string): Wording => ({
    NL: `is al een naam of synoniem van het thema “${slug}”: kies dat.`,
    FR: `est déjà un nom ou un synonyme du thème « ${slug} » : choisissez-le.`,
    EN: `is already a label or a synonym of the theme “${slug}”: choose that one.`,
  }),
  decided: {
    NL: "Over dit voorstel is al anders beslist: lees het opnieuw.",
    FR: "Cette proposition a déjà été tranchée autrement : relisez-la.",
    EN: "This suggestion was already decided otherwise: read it again.",
  },
  pending: {
    NL: "is geen beslissing: kies TAKEN, MERGED of DECLINED.",
    FR: "n'est pas une décision : choisissez TAKEN, MERGED ou DECLINED.",
    EN: "is no decision: choose TAKEN, MERGED or DECLINED.",
  },
  noteRequired: {
    NL: "is nodig: schrijf het lid waarom het voorstel niet wordt overgenomen.",
    FR: "est nécessaire : écrivez au membre pourquoi la proposition n'est pas retenue.",
    EN: "is required: write to the member why the suggestion is declined.",
  },
  themeRequired: {
    NL: "is nodig: kies het thema waarvan dit een synoniem wordt.",
    FR: "est nécessaire : choisissez le thème dont ceci devient un synonyme.",
    EN: "is required: choose the theme of which this becomes a synonym.",
  },
  noTheme: {
    NL: "is geen thema dat gekozen kan worden: kies een ander.",
    FR: "n'est pas un thème qu'on peut choisir : choisissez-en un autre.",
    EN: "is no theme that can be chosen: choose another one.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
