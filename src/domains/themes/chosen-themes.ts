import type { Context } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { rejectInput } from "../../core/errors/user-error.js";
import { themeIdsBySlug } from "./theme.reads.js";
import { themeWording } from "./theme.wording.js";

/** The ids of the themes with these slugs; INVALID_INPUT when a theme is unknown, archived or repeated. */
export async function chosenThemes(
  ctx: Context,
  slugs: string[],
  pathTo: (index: string) => string[],
): Promise<string[]> {
  const repeated = slugs.findIndex((slug, index) => slugs.indexOf(slug) !== index);
  if (repeated >= 0)
    rejectInput(InputProblem.DUPLICATE, themeWording.namedTwice(slugs[repeated]!), ...pathTo(String(repeated)));
  const ids = await themeIdsBySlug(ctx, slugs);
  return slugs.map(
    (slug, index) =>
      ids.get(slug) ?? rejectInput(InputProblem.UNKNOWN, themeWording.noTheme(slug), ...pathTo(String(index))),
  );
}
