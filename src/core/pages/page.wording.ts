import type { Language } from "../texts/language.js";

interface PageWords {
  /** The language, in itself. */
  name: string;
  missing: string;
  missingWhy: string;
}

/** What all public pages have in common. */
export const pageWording: Record<Language, PageWords> = {
  NL: {
    name: "Nederlands",
    missing: "Deze pagina is er niet",
    missingWhy:
      "Misschien is ze verwijderd, of is ze er alleen voor leden: die zien ze als ze zich aanmelden bij het netwerk.",
  },
  FR: {
    name: "Français",
    missing: "Cette page n'existe pas",
    missingWhy:
      "Elle a peut-être été supprimée, ou elle est réservée aux membres, qui la voient quand ils se connectent au réseau.",
  },
  EN: {
    name: "English",
    missing: "This page is not there",
    missingWhy: "It may have been removed, or be for members alone, who see it when they are signed in to the network.",
  },
};
