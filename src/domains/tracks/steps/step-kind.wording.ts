import type { Language } from "../../../core/texts/language.js";
import type { TrackStepKind } from "../track.enums.js";

/** What a step is called by its kind, where its own title is not to be shown. */
export const stepKindWording: Record<Language, Record<TrackStepKind, string>> = {
  NL: { GATHERING: "Bijeenkomst", SERIES: "Reeks bijeenkomsten", READING: "Leesstuk", ASSIGNMENT: "Opdracht" },
  FR: { GATHERING: "Rencontre", SERIES: "Série de rencontres", READING: "Lecture", ASSIGNMENT: "Exercice" },
  EN: { GATHERING: "Gathering", SERIES: "Series of gatherings", READING: "Reading", ASSIGNMENT: "Assignment" },
};
