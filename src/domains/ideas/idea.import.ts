import sql from "sql-template-tag";
import { z } from "zod";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";
import { currentIdeas, updateIdeas } from "./idea.import-updates.js";
import { ideaSearch } from "./idea.search.js";
import { postIdeaRules } from "./idea.validation.js";
import { searchColumns, searchRules } from "../../core/search/searched-table.js";
import { known } from "../../import/invalid-row.js";
import { id, language, oneOf, optional, slugs, type OtherWords } from "../../import/cells/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "../members/imported-members.js";
import { importedThemesBySlug, insertThemes, knownThemes, themesOf } from "../themes/imported-themes.js";
import { idsBySourceId } from "../../import/look-up.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "ideas.csv": true;
  }
}

/** What lists of others write for a kind of post, in Dutch, French and English. */
const kindWords: OtherWords<IdeaKind> = {
  IDEA: ["idee", "idée", "voorstel", "proposition", "proposal"],
  QUESTION: ["vraag"],
  TRY_OUT: ["probeersel", "uitproberen", "essai", "experiment"],
  SHOWCASE: ["toonmoment", "démonstration", "présentation", "demo"],
};

const { OPEN, IN_PROGRESS, DONE } = IdeaStatus;

const statusWords: OtherWords<Exclude<IdeaStatus, IdeaStatus.WITHDRAWN>> = {
  OPEN: ["nieuw", "ouvert", "ouverte", "nouveau", "new"],
  IN_PROGRESS: ["in uitvoering", "bezig", "lopend", "en cours", "ongoing"],
  DONE: ["afgerond", "voltooid", "gedaan", "beantwoord", "terminé", "réalisé", "completed", "realised", "answered"],
};

export const ideasFile = importFile({
  name: "ideas.csv",
  alsoNamed: ["ideeën", "idées"],
  tables: (source) => ({
    idea: ofSource(source),
    idea_theme: sql`WHERE idea_id IN (SELECT id FROM idea ${ofSource(source)})`,
  }),
  rules: ({ past, plainLine, plainText }) =>
    z.object({
      id,
      kind: oneOf(IdeaKind, kindWords),
      title: plainLine(postIdeaRules.shape.title),
      body: plainText(postIdeaRules.shape.body),
      language: optional(language),
      author: id,
      posted_at: past,
      themes: slugs(postIdeaRules.shape.themes),
      /** Empty means OPEN; authors alone withdraw an idea. */
      status: oneOf({ OPEN, IN_PROGRESS, DONE }, statusWords).default(OPEN),
    }),
  otherNames: {
    id: ["nr", "nummer", "numéro"],
    kind: ["soort", "type", "genre"],
    title: ["titel", "titre"],
    body: ["tekst", "omschrijving", "beschrijving", "texte", "description", "text"],
    language: ["taal", "langue"],
    author: ["auteur", "indiener", "lid", "member"],
    posted_at: ["datum", "geplaatst op", "ingediend op", "date", "publié le", "created at"],
    themes: ["thema", "thema's", "thèmes", "tags"],
    status: ["toestand", "stand van zaken", "statut", "avancement", "state"],
  },
  key: (row) => row.id,
  lookUp: async (rows, batch) => ({
    ideas: await idsBySourceId(
      batch,
      "idea",
      rows.map((row) => row.id),
    ),
    authors: await membersBySourceId(
      batch,
      rows.map((row) => row.author),
    ),
    themes: await importedThemesBySlug(
      batch,
      rows.flatMap((row) => row.themes),
    ),
  }),
  dispensable: ["language", "status"],
  withoutUnknown: (row, { themes }, leaveOut) => ({ ...row, themes: knownThemes(row.themes, themes, leaveOut) }),
  resolve: (row, found, batch) => {
    const authorId = known(found.authors, "author", row.author, "members.csv");
    const themeIds = themesOf(row, found.themes);
    return found.ideas.has(row.id) ? null : { ...row, id: batch.newId(), sourceId: row.id, authorId, themeIds };
  },
  insert: async (ideas, batch) => {
    const searches = ideas.map((idea) => searchColumns(ideaSearch, idea).search);
    const added = await batch.query(sql`
      INSERT INTO idea
        (id, kind, title, body, language, author_id, posted_at, status, source, source_id, imported, search, search_rules)
      SELECT id, kind, title, body, language, author_id, posted_at, status, ${batch.source}, source_id, imported,
        search::tsvector, ${searchRules}::smallint
      FROM unnest(
        ${ideas.map((idea) => idea.id)}::uuid[],
        ${ideas.map((idea) => idea.kind)}::idea_kind[],
        ${ideas.map((idea) => idea.title)}::text[],
        ${ideas.map((idea) => idea.body)}::text[],
        ${ideas.map((idea) => idea.language)}::language[],
        ${ideas.map((idea) => idea.authorId)}::uuid[],
        ${ideas.map((idea) => idea.posted_at)}::timestamptz[],
        ${ideas.map((idea) => idea.status)}::idea_status[],
        ${ideas.map((idea) => idea.sourceId)}::text[],
        ${ideas.map((idea) => idea.imported)}::jsonb[],
        ${searches}::text[])
        AS new (id, kind, title, body, language, author_id, posted_at, status, source_id, imported, search)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    await insertThemes(batch, "idea", ideas);
    return added.length;
  },
  updates: {
    idOf: (row, { ideas }) => ideas.get(row.id),
    fields: ({ kind, title, body, language: written, posted_at: postedAt, themes, author, status }) => ({
      ...{
        kind,
        title,
        body,
        language: written,
        posted_at: postedAt.toISOString(),
        themes: themes.join("|"),
        author,
        status,
      },
    }),
    current: currentIdeas,
    update: updateIdeas,
  },
});
