import type { Context } from "../../core/graphql/context.js";
import { reject } from "../../core/errors/user-error.js";
import { themeIdsBySlug } from "./theme.reads.js";

/** The ids of the themes that an input names by slug; ends the mutation when one is unknown, archived or named twice. */
export async function chosenThemes(
  ctx: Context,
  slugs: string[],
  pathTo: (index: string) => string[],
): Promise<string[]> {
  const twice = slugs.findIndex((slug, index) => slugs.indexOf(slug) !== index);
  if (twice >= 0)
    reject("INVALID_INPUT", `"${slugs[twice]}" is named twice: name each theme once.`, ...pathTo(String(twice)));
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
