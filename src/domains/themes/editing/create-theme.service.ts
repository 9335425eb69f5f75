import sql from "sql-template-tag";
import { participating, requireRight } from "../../../core/access/actor.js";
import { brokeConstraint } from "../../../core/database/failures.js";
import { checkInput, rejectInput } from "../../../core/errors/user-error.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { fold } from "../../../core/search/folding.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { chosenThemes } from "../chosen-themes.js";
import { Theme } from "../theme.entity.js";
import { themePolicy } from "../theme.policy.js";
import { themeById } from "../theme.reads.js";
import type { ThemeContext } from "../theme.services.js";
import type { CreateThemeInput } from "./theme-editing.inputs.js";
import { createThemeRules, maxSlugLength } from "./theme-editing.validation.js";
import { editingWording } from "./theme-editing.wording.js";
import { lockVocabulary, type ThemeTransaction } from "./theme-lock.js";
import { searchOf } from "./write-theme.js";

/** What is given of a new theme, as `createThemeRules` gives it. */
export interface NewTheme {
  /** Null to make it from the label. */
  slug: string | null;
  labels: { nl?: string | null | undefined; fr?: string | null | undefined; en?: string | null | undefined };
  synonyms?: string[] | null | undefined;
  /** The slug of the broader theme; null at the top. */
  broader: string | null;
}

/** Adds a theme to the vocabulary. */
export async function createTheme(ctx: ThemeContext, input: CreateThemeInput): Promise<Theme> {
  const by = await requireRight(ctx, themePolicy.editThemes);
  const { idempotencyKey, ...given } = checkInput(createThemeRules, input);
  return participating(ctx, (tx) =>
    once(
      tx,
      { mutation: "createTheme", idempotencyKey, input: given },
      (_, id) => themeById(tx, id),
      async () => {
        await countWrite(tx, "edit");
        return addTheme(tx, given, by);
      },
    ),
  ).catch((error: unknown) => {
    // An import, which does not wait for organisers, has brought in the same slug.
    if (brokeConstraint(error, "theme_slug_key"))
      return rejectInput(InputProblem.DUPLICATE, editingWording.slugTaken(given.slug ?? slugFrom(given)), "slug");
    throw error;
  });
}

/** Adds a theme in the name of an organiser; ends the mutation with what is wrong with it. */
export async function addTheme(tx: ThemeTransaction, given: NewTheme, by: string): Promise<Theme> {
  const { nl = null, fr = null, en = null } = given.labels;
  if (nl === null && fr === null && en === null) rejectInput(InputProblem.REQUIRED, editingWording.noLabel, "labels");
  await lockVocabulary(tx);
  const slug = await freeSlug(tx, given);
  const [broaderId = null] = given.broader === null ? [] : await chosenThemes(tx, [given.broader], () => ["broader"]);
  const theme = Object.assign(new Theme(), {
    ...{ id: tx.newId(), slug, labelNl: nl, labelFr: fr, labelEn: en, synonyms: given.synonyms ?? [] },
    ...{ broaderId, archived: false, version: 1, mergedIntoId: null },
  });
  await tx.manager.insert(Theme, { ...theme, ...searchOf(theme) });
  tx.announce({ kind: "theme.created", subjectId: theme.id, data: { by } });
  return theme;
}

/** The slug that is given, or the first free one that is made from the label: `open-data`, `open-data-2`. */
async function freeSlug(tx: ThemeTransaction, given: NewTheme): Promise<string> {
  const { slug } = given;
  if (slug !== null) {
    const taken = await tx.manager.existsBy(Theme, { slug });
    return taken ? rejectInput(InputProblem.DUPLICATE, editingWording.slugTaken(slug), "slug") : slug;
  }
  const stem = slugFrom(given) || rejectInput(InputProblem.REQUIRED, editingWording.noSlug, "slug");
  const rows = await tx.db.query<{ slug: string }>(
    sql`SELECT slug FROM theme WHERE slug = ${stem} OR starts_with(slug, ${stem} || '-')`,
  );
  const taken = new Set(rows.map((row) => row.slug));
  let free = stem;
  for (let number = 2; taken.has(free); number++) free = `${stem}-${number}`;
  return free;
}

/** A slug of the words of the label: of `Économie & emploi`, `economie-emploi`; empty when it has none. */
const slugFrom = ({ labels }: NewTheme): string =>
  fold((labels.nl ?? labels.en ?? labels.fr ?? "").toLowerCase())
    .replace(/[^a-z0-9]+/g, "-")
    // Room for a number.
    .slice(0, maxSlugLength - 6)
    .replace(/^-|-$/g, "");
