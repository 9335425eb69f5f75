import sql from "sql-template-tag";
import { z } from "zod";
import { searchColumns, searchRules } from "../../../core/search/searched-table.js";
import { id, language, oneOf, optional, slugs, type OtherWords } from "../../../import/cells/cells.js";
import { importFile, ofSource } from "../../../import/import-file.js";
import { erased, known, unknown } from "../../../import/invalid-row.js";
import { idsBySourceId } from "../../../import/look-up.js";
import { membersBySourceId } from "../../members/imported-members.js";
import { importedThemesBySlug, insertThemes, knownThemes, themesOf } from "../../themes/imported-themes.js";
import { PracticeKind } from "../practice.enums.js";
import { practiceSearch } from "../practice.search.js";
import { practiceTexts, sharePracticeRules } from "../practice.validation.js";
import { currentPractices, updatePractices } from "./practice.import-updates.js";
import { stepsOf } from "./steps.js";

declare module "../../../import/import-file.js" {
  interface ImportFiles {
    "practices.csv": true;
  }
}

/** What lists of others write for a kind of practice, in Dutch, French and English. */
const kindWords: OtherWords<PracticeKind> = {
  INSTRUMENT: ["methode", "méthode", "tool", "outil", "template"],
  GOOD_PRACTICE: ["goede praktijk", "praktijk", "bonne pratique", "pratique", "practice"],
};

/** Steps in one cell, joined by bars. */
const steps = z.string().default("").transform(stepsOf).pipe(practiceTexts.steps);

/** What an import brings is published: whoever has the list vouches for it. */
export const practicesFile = importFile({
  name: "practices.csv",
  alsoNamed: ["praktijken", "instrumenten", "pratiques", "outils"],
  tables: (source) => ({
    practice: ofSource(source),
    practice_theme: sql`WHERE practice_id IN (SELECT id FROM practice ${ofSource(source)})`,
  }),
  rules: ({ past, plainLine, plainText }) =>
    z.object({
      id,
      kind: oneOf(PracticeKind, kindWords),
      title: plainLine(practiceTexts.title),
      summary: plainText(practiceTexts.summary),
      steps,
      link: optional(practiceTexts.link),
      licence: optional(plainLine(practiceTexts.licence)),
      language: optional(language),
      shared_by: id,
      /** Empty means the sharer. */
      contact: optional(id),
      shared_at: past,
      themes: slugs(sharePracticeRules.shape.themes),
    }),
  otherNames: {
    id: ["nr", "nummer", "numéro"],
    kind: ["soort", "type", "genre"],
    title: ["titel", "naam", "titre", "nom", "name"],
    summary: ["samenvatting", "omschrijving", "beschrijving", "résumé", "description"],
    steps: ["stappen", "étapes"],
    link: ["url", "adres", "lien"],
    licence: ["licentie", "license"],
    language: ["taal", "langue"],
    shared_by: ["gedeeld door", "lid", "partagé par", "membre", "member"],
    contact: ["contactpersoon", "personne de contact"],
    shared_at: ["gedeeld op", "datum", "partagé le", "date"],
    themes: ["thema", "thema's", "thèmes", "tags"],
  },
  key: (row) => row.id,
  lookUp: async (rows, batch) => ({
    practices: await idsBySourceId(
      batch,
      "practice",
      rows.map((row) => row.id),
    ),
    members: await membersBySourceId(
      batch,
      rows.flatMap((row) => [row.shared_by, row.contact]),
    ),
    themes: await importedThemesBySlug(
      batch,
      rows.flatMap((row) => row.themes),
    ),
  }),
  dispensable: ["steps", "link", "licence", "language", "contact"],
  withoutUnknown: (row, { members, themes }, leaveOut) => {
    const isUnknown = row.contact !== null && !members.has(row.contact);
    if (isUnknown) leaveOut("contact", unknown("contact", row.contact!, "members.csv"));
    return { ...row, contact: isUnknown ? null : row.contact, themes: knownThemes(row.themes, themes, leaveOut) };
  },
  resolve: (row, { practices, members, themes }, batch) => {
    const sharedById = known(members, "shared_by", row.shared_by, "members.csv");
    const hasContact = row.contact !== null && members.get(row.contact) !== erased;
    const contact = hasContact ? known(members, "contact", row.contact!, "members.csv") : null;
    const contactId = contact === sharedById ? null : contact;
    const themeIds = themesOf(row, themes);
    if (practices.has(row.id)) return null;
    return { ...row, id: batch.newId(), sourceId: row.id, sharedById, contactId, themeIds };
  },
  insert: async (practices, batch) => {
    const searches = practices.map((practice) => searchColumns(practiceSearch, practice).search);
    const added = await batch.query(sql`
      INSERT INTO practice (id, kind, title, summary, steps, link, licence, language, shared_by_id, contact_id,
        organisation_id, shared_at, source, source_id, imported, search, search_rules)
      SELECT new.id, kind, title, summary, ARRAY(SELECT jsonb_array_elements_text(steps)), link, licence, language,
        shared_by_id, contact_id, member.organisation_id, shared_at, ${batch.source}, new.source_id, new.imported,
        new.search::tsvector, ${searchRules}::smallint
      FROM unnest(
        ${practices.map((practice) => practice.id)}::uuid[],
        ${practices.map((practice) => practice.kind)}::practice_kind[],
        ${practices.map((practice) => practice.title)}::text[],
        ${practices.map((practice) => practice.summary)}::text[],
        ${practices.map((practice) => JSON.stringify(practice.steps))}::jsonb[],
        ${practices.map((practice) => practice.link)}::text[],
        ${practices.map((practice) => practice.licence)}::text[],
        ${practices.map((practice) => practice.language)}::language[],
        ${practices.map((practice) => practice.sharedById)}::uuid[],
        ${practices.map((practice) => practice.contactId)}::uuid[],
        ${practices.map((practice) => practice.shared_at)}::timestamptz[],
        ${practices.map((practice) => practice.sourceId)}::text[],
        ${practices.map((practice) => practice.imported)}::jsonb[],
        ${searches}::text[])
        AS new (id, kind, title, summary, steps, link, licence, language, shared_by_id, contact_id, shared_at, source_id,
          imported, search)
      JOIN member ON member.id = shared_by_id
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    await insertThemes(batch, "practice", practices);
    return added.length;
  },
  updates: {
    idOf: (row, { practices }) => practices.get(row.id),
    fields: (row) => ({
      ...{ kind: row.kind, title: row.title, summary: row.summary, steps: row.steps.join("|"), link: row.link },
      ...{ licence: row.licence, language: row.language, shared_at: row.shared_at.toISOString() },
      ...{ themes: row.themes.join("|"), shared_by: row.shared_by },
      contact: row.contact === row.shared_by ? null : row.contact,
    }),
    current: currentPractices,
    update: updatePractices,
  },
});
