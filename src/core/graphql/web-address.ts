import { z } from "zod";
import { invalid } from "./validation.js";
import { InputProblem } from "../texts/input-problem.js";
import { textProblems } from "../texts/text-problems.js";
import type { Wording } from "../texts/wording.js";

const maxLength = 2_000;

/** An https address without a user name, in its normal form; `wording` says what is wrong with another text. */
export const webAddress = (wording: Wording) =>
  z
    .string()
    .trim()
    .refine((url) => url.length <= maxLength, invalid(textProblems.aboveMaximum(maxLength)))
    .refine(isWebAddress, invalid({ problem: InputProblem.INVALID_FORMAT, wording }))
    .transform((url) => new URL(url).href);

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === "https:" && username === "" && password === "";
}
