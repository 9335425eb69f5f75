import { z } from "zod";
import { invalid } from "../../core/graphql/validation.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { themeWording } from "./theme.wording.js";

const maxThemes = 10;

/** The slugs of the themes that a member gives something; `chosenThemes` finds their ids. */
export const themeSlugs = z
  .array(z.string())
  .refine(
    (slugs) => slugs.length <= maxThemes,
    invalid({ problem: InputProblem.TOO_MANY, wording: themeWording.tooMany(maxThemes) }),
  );
