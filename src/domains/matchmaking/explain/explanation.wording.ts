import { Language } from "../../../core/texts/language.js";

/** Sentences about who is suggested. */
interface Sentences {
  offered: (themes: string) => string;
  shared: (themes: string) => string;
  mutual: (count: number) => string;
  met: (count: number) => string;
  organisation: (name: string) => string;
  fresh: string;
}

/** Sentences about an idea or a gathering. */
interface ContentSentences {
  asked: (themes: string) => string;
  shared: (themes: string) => string;
  close: (themes: string) => string;
  through: (theme: string, broader: string) => string;
}

export interface ExplanationWording {
  locale: string;
  more: (count: number) => string;
  sought: (themes: string) => string;
  /** For whom the suggestion is: they read of themselves. */
  forReader: Sentences;
  /** For whoever looks at an idea: they read of its author. */
  forIdea: Sentences;
  content: ContentSentences;
}

const counted = (one: string, many: string) => (count: number) => (count === 1 ? one : `${count} ${many}`);

const leden = counted("een lid", "leden");
const bijeenkomsten = counted("een bijeenkomst", "bijeenkomsten");
const membres = counted("un membre", "membres");
const rencontres = counted("une rencontre", "rencontres");
const members = counted("a member", "members");
const gatherings = counted("a gathering", "gatherings");

export const wordings: Record<Language, ExplanationWording> = {
  [Language.NL]: {
    locale: "nl",
    more: (count) => `nog ${counted("één thema", "thema's")(count)}`,
    sought: (themes) => `Zoekt hulp bij ${themes}, wat jij te bieden hebt.`,
    forReader: {
      offered: (themes) => `Biedt hulp bij ${themes}, waar jij hulp bij zoekt.`,
      shared: (themes) => `Deelt met jou ${themes}.`,
      mutual: (count) => `Werkte al samen met ${leden(count)} met wie ook jij samenwerkte.`,
      met: (count) => `Schreef zich in voor ${bijeenkomsten(count)} waarvoor ook jij je inschreef.`,
      organisation: (name) => `Werkt ook bij ${name}.`,
      fresh: "Is een nieuw contact voor jou.",
    },
    forIdea: {
      offered: (themes) => `Biedt hulp bij ${themes}, waar dit idee over gaat.`,
      shared: (themes) => `Heeft iets met thema's van dit idee: ${themes}.`,
      mutual: (count) => `Werkte al samen met ${leden(count)} met wie ook de indiener samenwerkte.`,
      met: (count) => `Schreef zich in voor ${bijeenkomsten(count)} waarvoor ook de indiener zich inschreef.`,
      organisation: (name) => `Werkt bij ${name}, net als de indiener.`,
      fresh: "Is een nieuw contact bij dit idee.",
    },
    content: {
      asked: (themes) => `Vraagt hulp bij ${themes}, wat jij te bieden hebt.`,
      shared: (themes) => `Gaat over ${themes}, waar jij iets mee hebt.`,
      close: (themes) => `Ligt dicht bij ${themes}.`,
      through: (theme, broader) => `${theme} (via ${broader})`,
    },
  },
  [Language.FR]: {
    locale: "fr",
    more: counted("un autre thème", "autres thèmes"),
    sought: (themes) => `Cherche de l'aide pour ${themes}, où vous proposez la vôtre.`,
    forReader: {
      offered: (themes) => `Propose son aide pour ${themes}, où vous cherchez de l'aide.`,
      shared: (themes) => `Partage avec vous ${themes}.`,
      mutual: (count) => `A déjà collaboré avec ${membres(count)} avec qui vous avez aussi collaboré.`,
      met: (count) => `Figure, comme vous, parmi les inscrits à ${rencontres(count)}.`,
      organisation: (name) => `Travaille aussi chez ${name}.`,
      fresh: "Est un nouveau contact pour vous.",
    },
    forIdea: {
      offered: (themes) => `Propose son aide pour ${themes}, dont parle cette idée.`,
      shared: (themes) => `S'intéresse à des thèmes de cette idée : ${themes}.`,
      mutual: (count) =>
        `A déjà collaboré avec ${membres(count)} avec qui la personne qui a posté l'idée a aussi collaboré.`,
      met: (count) => `Figure, comme la personne qui a posté l'idée, parmi les inscrits à ${rencontres(count)}.`,
      organisation: (name) => `Travaille chez ${name}, comme la personne qui a posté l'idée.`,
      fresh: "Est un nouveau contact pour cette idée.",
    },
    content: {
      asked: (themes) => `Demande de l'aide pour ${themes}, où vous proposez la vôtre.`,
      shared: (themes) => `Porte sur des thèmes qui vous intéressent : ${themes}.`,
      close: (themes) => `Se rapproche de vos thèmes : ${themes}.`,
      through: (theme, broader) => `${theme} (par ${broader})`,
    },
  },
  [Language.EN]: {
    locale: "en",
    more: counted("one more theme", "more themes"),
    sought: (themes) => `Seeks help with ${themes}, which you offer.`,
    forReader: {
      offered: (themes) => `Offers help with ${themes}, which you seek.`,
      shared: (themes) => `Shares ${themes} with you.`,
      mutual: (count) => `Has worked with ${members(count)} with whom you have worked too.`,
      met: (count) => `Signed up for ${gatherings(count)} that you signed up for too.`,
      organisation: (name) => `Also works at ${name}.`,
      fresh: "Is a fresh contact for you.",
    },
    forIdea: {
      offered: (themes) => `Offers help with ${themes}, which this idea is about.`,
      shared: (themes) => `Cares about themes of this idea: ${themes}.`,
      mutual: (count) => `Has worked with ${members(count)} with whom the idea's author has worked too.`,
      met: (count) => `Signed up for ${gatherings(count)} that the idea's author signed up for too.`,
      organisation: (name) => `Works at ${name}, as the idea's author does.`,
      fresh: "Is a fresh contact for this idea.",
    },
    content: {
      asked: (themes) => `Asks for help with ${themes}, which you offer.`,
      shared: (themes) => `Is about ${themes}, which you care about.`,
      close: (themes) => `Is close to ${themes}.`,
      through: (theme, broader) => `${theme} (through ${broader})`,
    },
  },
};
