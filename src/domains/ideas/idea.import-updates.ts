import sql, { raw } from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import { searchColumns } from "../../core/search/searched-table.js";
import { IdeaStatus } from "./idea.enums.js";
import { ideaSearch } from "./idea.search.js";
import { deleteMovedInComments, deleteMovedInIdeas } from "./mentions/moved-mentions.js";
import { importedOf, type Change, type Current } from "../../import/changes.js";
import { membersBySourceId, sourceIdsOf } from "../members/imported-members.js";
import { replaceThemes, themesInOrder } from "../themes/imported-themes.js";

/** What a source said of the status before its file had a column for it. */
const openAtFirst = importedOf({ status: IdeaStatus.OPEN });

/** Ideas that an import brought in, as they are now. */
export async function currentIdeas(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<IdeaNow>(sql`
    SELECT e.id, e.imported, e.kind, e.title, e.body, e.language, e.status, e.posted_at AS "postedAt",
      ${themesInOrder("idea")} AS themes, ${sourceIdsOf(batch, sql`e.author_id`)} AS authors
    FROM idea e WHERE e.id = ANY(${ids}::uuid[]) ORDER BY e.id ${raw(lock ? "FOR NO KEY UPDATE" : "")}`);
  return rows.map(({ id, imported, postedAt, authors, ...fields }) => ({
    ...{ id, imported: imported && { ...openAtFirst, ...imported }, also: { author: authors } },
    fields: { ...fields, posted_at: postedAt.toISOString(), author: authors[0] ?? null },
  }));
}

interface IdeaNow {
  id: string;
  imported: Record<string, string> | null;
  kind: string;
  title: string;
  body: string;
  language: string | null;
  status: IdeaStatus;
  postedAt: Date;
  themes: string;
  /** What the source calls its author. */
  authors: string[];
}

export async function updateIdeas(changes: readonly Change[], batch: Batch): Promise<void> {
  await deleteMovedInIdeas(changes, batch);
  const authors = await changedAuthors(changes, batch);
  const rows = changes.map(({ id, fields, imported }) => ({
    ...{ ...fields, id, imported, author_id: authors.get(id) },
    ...searchColumns(ideaSearch, { title: String(fields.title), body: String(fields.body) }),
  }));
  await batch.query(sql`
    UPDATE idea SET kind = new.kind, title = new.title, body = new.body, language = new.language, posted_at = new.posted_at,
      status = new.status, author_id = coalesce(new.author_id, idea.author_id), imported = new.imported,
      search = new.search, search_rules = new."searchRules"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, kind idea_kind, title text, body text, language language, status idea_status, posted_at timestamptz,
      author_id uuid, imported jsonb, search tsvector, "searchRules" smallint)
    WHERE idea.id = new.id RETURNING 1`);
  const others = changes.filter(({ changed }) => changed.includes("themes"));
  await replaceThemes(
    batch,
    "idea",
    others.map(({ id, fields }) => ({ id, slugs: String(fields.themes) })),
  );
}

/** Comments that an import brought in, as they are now; one that was removed here stays so. */
export async function currentComments(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<CommentNow>(sql`
    SELECT c.id, c.imported, c.body, c.posted_at AS "postedAt", ${sourceIdsOf(batch, sql`c.author_id`)} AS authors,
      (SELECT coalesce(top.source_id, '') FROM comment top WHERE top.id = c.reply_to_id) AS "replyTo"
    FROM comment c WHERE c.id = ANY(${ids}::uuid[]) ORDER BY c.id ${raw(lock ? "FOR NO KEY UPDATE OF c" : "")}`);
  return rows.map(({ id, imported, body, postedAt, authors, replyTo }) => ({
    ...{ id, imported, also: { author: authors }, fixed: { reply_to: "is not changed by an import" } },
    fields: {
      body: body === "" ? null : body,
      posted_at: postedAt.toISOString(),
      author: authors[0] ?? null,
      reply_to: replyTo,
    },
  }));
}

interface CommentNow {
  id: string;
  imported: Current["imported"];
  body: string;
  postedAt: Date;
  authors: string[];
  replyTo: string | null;
}

export async function updateComments(changes: readonly Change[], batch: Batch): Promise<void> {
  await deleteMovedInComments(changes, batch);
  const authors = await changedAuthors(changes, batch);
  const rows = changes.map(({ id, fields, imported }) => ({ ...fields, id, imported, author_id: authors.get(id) }));
  await batch.query(sql`
    UPDATE comment SET body = coalesce(new.body, ''), posted_at = new.posted_at, imported = new.imported,
      author_id = coalesce(new.author_id, comment.author_id),
      removed_at = CASE WHEN new.body IS NULL THEN coalesce(comment.removed_at, new.posted_at) END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, body text, posted_at timestamptz, author_id uuid, imported jsonb)
    WHERE comment.id = new.id RETURNING 1`);
}

/** The authors of what has another one now, by its id. */
async function changedAuthors(changes: readonly Change[], batch: Batch): Promise<Map<string, string>> {
  const authored = changes.filter(({ changed }) => changed.includes("author"));
  const members = await membersBySourceId(
    batch,
    authored.map(({ fields }) => String(fields.author)),
  );
  return new Map(authored.map(({ id, fields }) => [id, members.get(String(fields.author))!]));
}
