/** Some 650 characters, as ideas are. */
export const ideaBody = "Wij willen samen met de buren van het plein uitzoeken wat er werkt, en wat niet. ".repeat(8);

export const ideaTitle = (n: number): string => `Een idee voor het plein, het ${n}e`;

/** Three of the themes, other ones for the next idea. */
export const chosenFor = (n: number, themes: string[]): string[] =>
  [0, 1, 2].map((place) => themes[(n + place) % themes.length]!);
