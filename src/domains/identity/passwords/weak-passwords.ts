import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { rejectInput } from "../../../core/errors/user-error.js";
import { passwordWording } from "./password.wording.js";
import { loadStrengthEstimator } from "./strength-estimator.js";

/** How many guesses a new password takes at least, of whoever knows what people choose: years at ten a second. */
export const minGuesses = 2e9;
/** What the characters between words are worth, which are the same for most people. */
const separatorFactor = 10;

/** Whose password it becomes. */
export interface PasswordOwner {
  name: string;
  email: string;
}

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Rejects a new password that is easy to guess, also by who knows the member and the network. */
export async function rejectWeakPassword(password: string, owner: PasswordOwner, field: string): Promise<void> {
  const guesses = await guessesOf(password, owner);
  // Also what could not be estimated.
  if (!(guesses >= minGuesses)) rejectInput(InputProblem.TOO_WEAK, passwordWording.easyToGuess, field);
}

/** Begins to load what passwords are estimated with, so that the first sign-up does not wait for it. */
export function prepareEstimates(): void {
  estimator ??= loadStrengthEstimator();
  // Whoever estimates finds out.
  estimator.catch(() => undefined);
}

/** How many guesses a password takes, as it is or by its letters and digits alone. */
export async function guessesOf(password: string, owner: PasswordOwner): Promise<number> {
  estimator ??= loadStrengthEstimator();
  const loaded = await estimator;
  const words = wordsOf(owner);
  const check = (text: string): number => loaded.check(text, words).guesses;
  const text = password.normalize("NFC");
  const plain = text.replaceAll(/[^\p{L}\p{N}]+/gu, "");
  return plain === text || plain === "" ? check(text) : Math.min(check(text), separatorFactor * check(plain));
}

/** Name and address, in one piece and in parts. */
function wordsOf({ name, email }: PasswordOwner): string[] {
  const words = [name, email].flatMap((text) => [text, ...text.split(/[\s@.,_+'’-]+/u)]);
  const joined = name.replaceAll(/[\s'’-]+/gu, "");
  return [...new Set([...words, joined])].filter((word) => word.length > 1).map((word) => word.normalize("NFC"));
}
