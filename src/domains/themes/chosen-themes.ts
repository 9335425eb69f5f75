import type { Context } from "../../core/graphql/context.js";
import { reject } from "../../core/errors/user-error.js";
import { themeIdsBySlug } from "./theme.reads.js";

/** The ids of the themes with these slugs; INVALID_INPUT when a theme is unknown, archived or repeated. */
export async function chosenThemes(
  ctx: Context,
  slugs: string[],
  pathTo: (index: string) => string[],
): Promise<string[]> {
  const repeated = slugs.findIndex((slug, index) => slugs.indexOf(slug) !== index);
  if (repeated >= 0)
    reject("INVALID_INPUT", `"${slugs[repeated]}" is named twice: name each theme once.`, ...pathTo(String(repeated)));
  const ids = await themeIdsBySlug(ctx, slugs);
  return slugs.map(
    (slug, index) =>
      ids.get(slug) ??
      reject(
        "INVALID_INPUT",
        `There is no theme "${slug}" to choose: take a slug from the query \`themes\`.`,
        ...pathTo(String(index)),
      ),
  );
}
