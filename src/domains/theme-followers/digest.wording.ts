import type { Language } from "../../core/texts/language.js";

interface DigestWords {
  subject: string;
  greeting: string;
  opening: string;
  idea: (title: string) => string;
  gathering: (title: string, times: string) => string;
  more: string;
  stop: (theme: string) => string;
  stopAll: string;
}

/** What the weekly digest of a follower is written in. */
export const digestWording: Record<Language, DigestWords> = {
  NL: {
    subject: "Nieuw over de thema's die je volgt",
    greeting: "Dag,",
    opening: "Dit is er nieuw op het InnovatieNetwerk Overheid over de thema's die je volgt.",
    idea: (title) => `Idee: ${title}`,
    gathering: (title, times) => `Bijeenkomst: ${title}, ${times}`,
    more: "Er is nog meer: je vindt het op het netwerk.",
    stop: (theme) => `${theme} niet meer volgen?`,
    stopAll: "Helemaal geen mails meer, en je adres wissen?",
  },
  FR: {
    subject: "Du neuf sur les thèmes que vous suivez",
    greeting: "Bonjour,",
    opening: "Voici ce qui est neuf sur l'InnovatieNetwerk Overheid au sujet des thèmes que vous suivez.",
    idea: (title) => `Idée : ${title}`,
    gathering: (title, times) => `Rencontre : ${title}, ${times}`,
    more: "Il y en a davantage : vous le trouverez sur le réseau.",
    stop: (theme) => `Ne plus suivre ${theme} ?`,
    stopAll: "Ne plus recevoir aucun courriel, et effacer votre adresse ?",
  },
  EN: {
    subject: "New about the themes that you follow",
    greeting: "Hello,",
    opening: "This is new on the InnovatieNetwerk Overheid about the themes that you follow.",
    idea: (title) => `Idea: ${title}`,
    gathering: (title, times) => `Gathering: ${title}, ${times}`,
    more: "There is more: you find it on the network.",
    stop: (theme) => `Stop following ${theme}?`,
    stopAll: "No mails at all any more, and your address erased?",
  },
};
