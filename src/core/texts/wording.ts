import type { Language } from "./language.js";

/** The same words in every language of the network. */
export type Wording = Readonly<Record<Language, string>>;
