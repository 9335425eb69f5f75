import type { Language } from "../../../core/texts/language.js";
import type { PracticeKind } from "../practice.enums.js";

export interface PracticePageWords {
  kind: string;
  kinds: Record<PracticeKind, string>;
  sharedBy: string;
  contact: string;
  organisation: string;
  sharedAt: string;
  themes: string;
  licence: string;
  link: string;
  steps: string;
  uses: string;
  /** There are more uses, of before those on the page. */
  earlier: string;
  again: string;
  notAgain: string;
  /** Somebody whose profile is not public. */
  member: string;
}

export const practicePageWording: Record<Language, PracticePageWords> = {
  NL: {
    kind: "Soort",
    kinds: { INSTRUMENT: "Instrument", GOOD_PRACTICE: "Goede praktijk" },
    sharedBy: "Gedeeld door",
    contact: "Contactpersoon",
    organisation: "Organisatie",
    sharedAt: "Gedeeld op",
    themes: "Thema's",
    licence: "Licentie",
    link: "Meer",
    steps: "Stappen",
    uses: "Toepassingen",
    earlier: "Dit zijn de laatste toepassingen.",
    again: "Zou het opnieuw gebruiken",
    notAgain: "Zou het niet opnieuw gebruiken",
    member: "Een lid",
  },
  FR: {
    kind: "Type",
    kinds: { INSTRUMENT: "Instrument", GOOD_PRACTICE: "Bonne pratique" },
    sharedBy: "Partagé par",
    contact: "Personne de contact",
    organisation: "Organisation",
    sharedAt: "Partagé le",
    themes: "Thèmes",
    licence: "Licence",
    link: "En savoir plus",
    steps: "Étapes",
    uses: "Applications",
    earlier: "Voici les dernières applications.",
    again: "Le referait",
    notAgain: "Ne le referait pas",
    member: "Un membre",
  },
  EN: {
    kind: "Kind",
    kinds: { INSTRUMENT: "Instrument", GOOD_PRACTICE: "Good practice" },
    sharedBy: "Shared by",
    contact: "Contact",
    organisation: "Organisation",
    sharedAt: "Shared on",
    themes: "Themes",
    licence: "Licence",
    link: "More",
    steps: "Steps",
    uses: "Uses",
    earlier: "These are the latest uses.",
    again: "Would use it again",
    notAgain: "Would not use it again",
    member: "A member",
  },
};
