import sql, { empty } from "sql-template-tag";
import { z } from "zod";
import { line } from "../../core/graphql/validation.js";
import { searchColumns, searchRules } from "../../core/search/searched-table.js";
import { DeferredRow } from "../../import/invalid-row.js";
import { optional, slug, truth } from "../../import/cells/cells.js";
import { importFile } from "../../import/import-file.js";
import type { Batch } from "../../import/batch.js";
import { importedThemesBySlug, mergedSlugs } from "./imported-themes.js";
import { currentThemes, updateThemes } from "./theme.import-updates.js";
import { synonymsCell } from "./theme.import-cells.js";
import { themeSearch } from "./theme.search.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "themes.csv": true;
  }
}

/** Themes are shared by all sources: the one that brought a theme in alone corrects its labels. */
export const themesFile = importFile({
  name: "themes.csv",
  alsoNamed: ["thema's", "thèmes", "topics"],
  tables: () => ({ theme: empty }),
  rules: ({ plainLine }) => {
    const label = optional(plainLine(line(200)));
    return z
      .object({
        slug,
        label_nl: label,
        label_fr: label,
        label_en: label,
        broader: optional(slug),
        synonyms: synonymsCell,
        archived: truth,
      })
      .refine((row) => row.label_nl ?? row.label_fr ?? row.label_en, {
        path: ["label_nl"],
        message: "is empty: fill it in, or one of the other labels.",
      })
      .refine((row) => row.broader !== row.slug, {
        path: ["broader"],
        message: "is the theme itself: name another, or leave it empty.",
      });
  },
  otherNames: {
    slug: ["code", "id"],
    label_nl: ["label", "naam", "thema", "nederlands"],
    label_fr: ["français", "thème", "nom"],
    label_en: ["english", "name", "theme"],
    broader: ["ruimer", "bovenliggend", "plus large", "parent"],
    synonyms: ["synoniemen", "synonymes"],
    archived: ["gearchiveerd", "archivé"],
  },
  key: (row) => row.slug,
  lookUp: async (rows, batch) => ({
    themes: await importedThemesBySlug(
      batch,
      rows.flatMap((row) => [row.slug, row.broader ?? []].flat()),
    ),
    own: await ownThemes(rows, batch),
    merged: await mergedSlugs(
      batch,
      rows.map((row) => row.slug),
    ),
  }),
  resolve: (row, { themes, own }, batch) => {
    const broaderId = row.broader === null ? null : themes.get(row.broader);
    if (broaderId === undefined)
      throw new DeferredRow("broader", row.broader!, "name a theme of this file or of the network, or leave it empty.");
    if (themes.has(row.slug)) return null;
    const id = batch.newId();
    themes.set(row.slug, id);
    own.add(row.slug);
    return { ...row, id, broaderId };
  },
  insert: async (themes, batch) => {
    const added = await batch.query(sql`
      INSERT INTO theme (id, slug, label_nl, label_fr, label_en, broader_id, synonyms, archived, source, imported, search,
        search_rules)
      SELECT id, slug, label_nl, label_fr, label_en, broader_id, ARRAY(SELECT jsonb_array_elements_text(synonyms)),
        archived, ${batch.source}, imported, search::tsvector, ${searchRules}::smallint
      FROM unnest(
        ${themes.map((theme) => theme.id)}::uuid[],
        ${themes.map((theme) => theme.slug)}::text[],
        ${themes.map((theme) => theme.label_nl)}::text[],
        ${themes.map((theme) => theme.label_fr)}::text[],
        ${themes.map((theme) => theme.label_en)}::text[],
        ${themes.map((theme) => theme.broaderId)}::uuid[],
        ${themes.map((theme) => JSON.stringify(theme.synonyms))}::jsonb[],
        ${themes.map((theme) => theme.archived)}::boolean[],
        ${themes.map((theme) => theme.imported)}::jsonb[],
        ${themes.map((theme) => searchColumns(themeSearch, theme).search)}::text[])
        AS new (id, slug, label_nl, label_fr, label_en, broader_id, synonyms, archived, imported, search)
      ON CONFLICT DO NOTHING RETURNING id`);
    return added.length;
  },
  updates: {
    idOf: (row, { themes, merged }) => (merged.has(row.slug) ? undefined : themes.get(row.slug)),
    fields: ({ slug: key, synonyms, ...row }, { own }) => {
      const fields = { ...row, synonyms: synonyms.length === 0 ? null : synonyms };
      // What another source does not have says nothing.
      const isSaid = ([, value]: [string, unknown]): boolean => value !== null && value !== false;
      return own.has(key) ? fields : Object.fromEntries(Object.entries(fields).filter(isSaid));
    },
    same: { synonyms: (synonyms) => [synonyms].flat().sort().join("|") },
    current: currentThemes,
    update: updateThemes,
  },
});

/** The slugs of rows whose themes the source brought in. */
async function ownThemes(rows: { slug: string }[], batch: Batch): Promise<Set<string>> {
  const slugs = rows.map((row) => row.slug);
  const own = await batch.query<{ slug: string }>(
    sql`SELECT slug FROM theme WHERE source = ${batch.source} AND slug = ANY(${slugs}::text[])`,
  );
  return new Set(own.map((theme) => theme.slug));
}
