import { registerEnumType } from "type-graphql";
import type { Wording } from "./wording.js";

/** What is wrong with a value that a client sent. */
export enum InputProblem {
  REQUIRED = "REQUIRED",
  TOO_SHORT = "TOO_SHORT",
  TOO_LONG = "TOO_LONG",
  TOO_WEAK = "TOO_WEAK",
  TOO_MANY = "TOO_MANY",
  OUT_OF_RANGE = "OUT_OF_RANGE",
  INVALID_FORMAT = "INVALID_FORMAT",
  INVALID_CHARACTER = "INVALID_CHARACTER",
  DUPLICATE = "DUPLICATE",
  UNKNOWN = "UNKNOWN",
  NOT_ALLOWED = "NOT_ALLOWED",
}

registerEnumType(InputProblem, {
  name: "InputProblem",
  description: "What is wrong with the value of an input field.",
  valuesConfig: {
    REQUIRED: { description: "It is missing, empty, or shows nothing: enter a value." },
    TOO_SHORT: { description: "It has too few characters: `message` gives the minimum." },
    TOO_LONG: { description: "It has too many characters: `message` gives the maximum." },
    TOO_WEAK: { description: "It is a password that is easy to guess: `message` gives the reason." },
    TOO_MANY: { description: "The list has too many elements: `message` gives the maximum." },
    OUT_OF_RANGE: { description: "It is a number or a time outside the range that `message` gives." },
    INVALID_FORMAT: { description: "It does not have the form that `message` describes, such as that of an address." },
    INVALID_CHARACTER: {
      description: "It has a character that is not allowed, such as a line break in a title: `message` names it.",
    },
    DUPLICATE: { description: "The list has the same element twice: `message` names it." },
    UNKNOWN: { description: "It refers to something that does not exist, such as a theme: `message` names it." },
    NOT_ALLOWED: {
      description:
        "The value is sound and not possible here, or not together with the others: `message` gives the reason.",
    },
  },
});

/** What is wrong with a value, for programs and in words. */
export interface InvalidInput {
  problem: InputProblem;
  wording: Wording;
}
