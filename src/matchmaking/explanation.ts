import { Language } from "../graphql/language.js";

/** What an explanation is told from; labels are in the language of telling, the rarest theme first. */
export interface Reasons {
  /** Whether the suggestion is for an idea rather than for the reader. */
  forIdea: boolean;
  shared: string[];
  /** Themes that the member offers and the reader seeks. */
  offered: string[];
  /** Themes that the member seeks and the reader offers. */
  sought: string[];
}

const named = 3;

interface Wording {
  locale: string;
  shared: (themes: string) => string;
  forIdea: (themes: string) => string;
  offered: (themes: string) => string;
  offeredForIdea: (themes: string) => string;
  sought: (themes: string) => string;
  more: (count: number) => string;
}

const wordings: Record<Language, Wording> = {
  [Language.NL]: {
    locale: "nl",
    shared: (themes) => `Deelt met jou ${themes}.`,
    forIdea: (themes) => `Heeft iets met thema's van dit idee: ${themes}.`,
    offered: (themes) => `Biedt hulp bij ${themes}, waar jij hulp bij zoekt.`,
    offeredForIdea: (themes) => `Biedt hulp bij ${themes}, waar dit idee over gaat.`,
    sought: (themes) => `Zoekt hulp bij ${themes}, wat jij te bieden hebt.`,
    more: (count) => (count === 1 ? "nog één thema" : `nog ${count} thema's`),
  },
  [Language.FR]: {
    locale: "fr",
    shared: (themes) => `Partage avec vous ${themes}.`,
    forIdea: (themes) => `S'intéresse à des thèmes de cette idée : ${themes}.`,
    offered: (themes) => `Propose son aide pour ${themes}, où vous cherchez de l'aide.`,
    offeredForIdea: (themes) => `Propose son aide pour ${themes}, dont parle cette idée.`,
    sought: (themes) => `Cherche de l'aide pour ${themes}, où vous proposez la vôtre.`,
    more: (count) => (count === 1 ? "un autre thème" : `${count} autres thèmes`),
  },
  [Language.EN]: {
    locale: "en",
    shared: (themes) => `Shares ${themes} with you.`,
    forIdea: (themes) => `Cares about themes of this idea: ${themes}.`,
    offered: (themes) => `Offers help with ${themes}, which you seek.`,
    offeredForIdea: (themes) => `Offers help with ${themes}, which this idea is about.`,
    sought: (themes) => `Seeks help with ${themes}, which you offer.`,
    more: (count) => (count === 1 ? "one more theme" : `${count} more themes`),
  },
};

/** Why a member is suggested, in one to three plain sentences, the strongest reasons first. */
export function explain(reasons: Reasons, language: Language): string {
  const wording = wordings[language];
  const listed = (labels: string[]): string => {
    const quoted = labels.slice(0, named).map((label) => `“${label}”`);
    const left = labels.length - quoted.length;
    return new Intl.ListFormat(wording.locale).format(left > 0 ? [...quoted, wording.more(left)] : quoted);
  };
  const told = (labels: string[], sentence: (themes: string) => string): string[] =>
    labels.length === 0 ? [] : [sentence(listed(labels))];
  return [
    ...told(reasons.offered, reasons.forIdea ? wording.offeredForIdea : wording.offered),
    ...told(reasons.sought, wording.sought),
    ...told(reasons.shared, reasons.forIdea ? wording.forIdea : wording.shared),
  ].join(" ");
}
