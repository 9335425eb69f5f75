import { bidirectionalControls, controls, invisibleIn } from "./characters.js";

/** A text from elsewhere as one line without what is not shown, so that it cannot steer a terminal or forge a log. */
export const asLine = (text: string): string => {
  const line = text.replace(controls, " ").replace(bidirectionalControls, "");
  return line.replace(invisibleIn(line), "");
};

/** The text as a JSON string of one line, in which what is not shown is escaped. */
export const asQuotedLine = (text: string): string =>
  [controls, bidirectionalControls, invisibleIn(text)].reduce(
    (line, hidden) => line.replace(hidden, escaped),
    JSON.stringify(text),
  );

const escaped = (characters: string): string =>
  characters.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
