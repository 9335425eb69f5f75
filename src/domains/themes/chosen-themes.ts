import type { TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { rejectInput } from "../../core/errors/user-error.js";
import { lockedThemes } from "./locked-themes.js";
import { themeWording } from "./theme.wording.js";

/** The path to a slug in the input, by its index in the list. */
type PathTo = (index: string) => string[];

/** The ids of the themes that something has already: it may keep those that were archived since. */
type HeldIds = () => Promise<readonly string[]>;

const none: HeldIds = () => Promise.resolve([]);

/**
 * The ids of the themes with these slugs, each once, locked as `lockedThemes` does; INVALID_INPUT when a theme is
 * unknown, archived and not held, or repeated.
 */
export const chosenThemes = async (
  tx: TransactionContext,
  slugs: string[],
  pathTo: PathTo,
  heldIds: HeldIds = none,
): Promise<string[]> => [...new Set(await chosenThemeOfEach(tx, slugs, pathTo, heldIds))];

/** The same by slug: two slugs are of one theme once one of them was merged into the other. */
export async function chosenThemeOfEach(
  tx: TransactionContext,
  slugs: string[],
  pathTo: PathTo,
  heldIds: HeldIds = none,
): Promise<string[]> {
  const repeated = slugs.findIndex((slug, index) => slugs.indexOf(slug) !== index);
  if (repeated >= 0)
    rejectInput(InputProblem.DUPLICATE, themeWording.namedTwice(slugs[repeated]!), ...pathTo(String(repeated)));
  const themes = await lockedThemes(tx.db, slugs);
  const held = [...themes.values()].some(({ archived }) => archived) ? await heldIds() : [];
  return slugs.map((slug, index) => {
    const theme = themes.get(slug);
    if (theme && (!theme.archived || held.includes(theme.id))) return theme.id;
    return rejectInput(InputProblem.UNKNOWN, themeWording.noTheme(slug), ...pathTo(String(index)));
  });
}
