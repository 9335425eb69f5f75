import { Language } from "../../../core/graphql/language.js";

/** Why something is proposed by its themes; labels are in the language of telling, the strongest first. */
export interface ThemeReasons {
  /** Themes that help is asked with and the reader offers help with. */
  asked: string[];
  /** The reader's themes that it carries as well. */
  shared: string[];
  /** The reader's themes that it comes close to, each with the broader theme that joins them. */
  close: { theme: string; through: string }[];
}

const named = 3;

interface Wording {
  locale: string;
  asked: (themes: string) => string;
  shared: (themes: string) => string;
  close: (themes: string) => string;
  through: (theme: string, broader: string) => string;
  more: (count: number) => string;
}

const wordings: Record<Language, Wording> = {
  [Language.NL]: {
    locale: "nl",
    asked: (themes) => `Vraagt hulp bij ${themes}, wat jij te bieden hebt.`,
    shared: (themes) => `Gaat over ${themes}, waar jij iets mee hebt.`,
    close: (themes) => `Ligt dicht bij ${themes}.`,
    through: (theme, broader) => `${theme} (via ${broader})`,
    more: (count) => (count === 1 ? "nog één thema" : `nog ${count} thema's`),
  },
  [Language.FR]: {
    locale: "fr",
    asked: (themes) => `Demande de l'aide pour ${themes}, où vous proposez la vôtre.`,
    shared: (themes) => `Porte sur des thèmes qui vous intéressent : ${themes}.`,
    close: (themes) => `Se rapproche de vos thèmes : ${themes}.`,
    through: (theme, broader) => `${theme} (par ${broader})`,
    more: (count) => (count === 1 ? "un autre thème" : `${count} autres thèmes`),
  },
  [Language.EN]: {
    locale: "en",
    asked: (themes) => `Asks for help with ${themes}, which you offer.`,
    shared: (themes) => `Is about ${themes}, which you care about.`,
    close: (themes) => `Is close to ${themes}.`,
    through: (theme, broader) => `${theme} (through ${broader})`,
    more: (count) => (count === 1 ? "one more theme" : `${count} more themes`),
  },
};

const quoted = (label: string): string => `“${label}”`;

/** Why something is proposed, in one to three plain sentences, the strongest reasons first. */
export function explainThemes({ asked, shared, close }: ThemeReasons, language: Language): string {
  const wording = wordings[language];
  const told = (themes: string[], sentence: (themes: string) => string): string[] => {
    if (themes.length === 0) return [];
    const left = themes.length - named;
    const listed = left > 0 ? [...themes.slice(0, named), wording.more(left)] : themes;
    return [sentence(new Intl.ListFormat(wording.locale).format(listed))];
  };
  return [
    ...told(asked.map(quoted), wording.asked),
    ...told(shared.map(quoted), wording.shared),
    ...told(
      // The reader's own theme may be the broader one: then it says all.
      close.map(({ theme, through }) =>
        theme === through ? quoted(theme) : wording.through(quoted(theme), quoted(through)),
      ),
      wording.close,
    ),
  ].join(" ");
}
