import type { Language } from "../../../core/texts/language.js";

export interface TrackPageWords {
  themes: string;
  coordinators: string;
  enrolmentClosesAt: string;
  steps: string;
  /** How many of the steps complete the track. */
  required: (steps: number) => string;
}

export const trackPageWording: Record<Language, TrackPageWords> = {
  NL: {
    themes: "Thema's",
    coordinators: "Begeleid door",
    enrolmentClosesAt: "Inschrijven tot",
    steps: "Stappen",
    required: (steps) => `Wie ${steps === 1 ? "één stap" : `${steps} stappen`} zet, heeft het traject voltooid.`,
  },
  FR: {
    themes: "Thèmes",
    coordinators: "Accompagné par",
    enrolmentClosesAt: "Inscriptions jusqu'au",
    steps: "Étapes",
    required: (steps) => `${steps === 1 ? "Une étape suffit" : `${steps} étapes suffisent`} pour terminer le parcours.`,
  },
  EN: {
    themes: "Themes",
    coordinators: "Coordinated by",
    enrolmentClosesAt: "Enrolment until",
    steps: "Steps",
    required: (steps) => `${steps === 1 ? "One step completes" : `${steps} steps complete`} the track.`,
  },
};
