import sql from "sql-template-tag";
import { z } from "zod";
import { currentComments, updateComments } from "./idea.import-updates.js";
import { commentRules } from "./idea.validation.js";
import { InvalidRow, known, shown, DeferredRow } from "../../import/invalid-row.js";
import type { Batch } from "../../import/batch.js";
import { id, optional } from "../../import/cells/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { membersBySourceId } from "../members/imported-members.js";
import { distinct, idsBySourceId } from "../../import/look-up.js";

declare module "../../import/import-file.js" {
  interface ImportFiles {
    "comments.csv": true;
  }
}

interface KnownComment {
  id: string;
  ideaId: string;
  /** The first comment of its thread: itself, unless it is a reply. */
  topId: string;
}

/** The file may nest replies deeply; in the network every reply belongs to the first comment of its thread. */
export const commentsFile = importFile({
  name: "comments.csv",
  alsoNamed: ["reacties", "commentaires"],
  tables: (source) => ({ comment: ofSource(source) }),
  rules: ({ past, plainText }) =>
    z
      .object({
        id,
        idea: id,
        author: id,
        reply_to: optional(id),
        posted_at: past,
        /** Empty when it was emptied where it comes from: it stays for its replies, as a removed comment does. */
        body: optional(plainText(commentRules.shape.body)),
      })
      .refine((row) => row.reply_to !== row.id, {
        path: ["reply_to"],
        message: "is the comment itself: name another, or leave it empty.",
      }),
  mustHave: ["body"],
  otherNames: {
    id: ["nr", "nummer", "numéro"],
    idea: ["idee", "idée"],
    author: ["auteur", "lid", "member"],
    reply_to: ["antwoord op", "réponse à", "in reply to", "parent"],
    posted_at: ["datum", "geplaatst op", "date", "publié le", "created at"],
    body: ["tekst", "reactie", "texte", "commentaire", "text", "comment"],
  },
  key: (row) => row.id,
  lookUp: async (rows, batch) => ({
    comments: await commentsBySourceId(
      batch,
      rows.flatMap((row) => [row.id, row.reply_to ?? []].flat()),
    ),
    ideas: await idsBySourceId(
      batch,
      "idea",
      rows.map((row) => row.idea),
    ),
    authors: await membersBySourceId(
      batch,
      rows.map((row) => row.author),
    ),
  }),
  resolve: (row, { comments, ideas, authors }, batch) => {
    const ideaId = known(ideas, "idea", row.idea, "ideas.csv");
    const authorId = known(authors, "author", row.author, "members.csv");
    const parent = row.reply_to === null ? null : comments.get(row.reply_to);
    if (parent === undefined)
      throw new DeferredRow("reply_to", row.reply_to!, "name a comment of this file, or leave it empty.");
    if (parent && parent.ideaId !== ideaId)
      throw new InvalidRow(
        `reply_to ${shown(row.reply_to!)} is on another idea: name a comment on ${shown(row.idea)}.`,
      );
    if (comments.has(row.id)) return null;
    const newId = batch.newId();
    comments.set(row.id, { id: newId, ideaId, topId: parent?.topId ?? newId });
    return { ...row, id: newId, sourceId: row.id, ideaId, authorId, replyToId: parent?.topId ?? null };
  },
  insert: async (comments, batch) => {
    const added = await batch.query(sql`
      INSERT INTO comment 
        (id, idea_id, author_id, reply_to_id, body, posted_at, removed_at, source, source_id, imported)
      SELECT id, idea_id, author_id, reply_to_id, coalesce(body, ''), posted_at,
        CASE WHEN body IS NULL THEN posted_at END, ${batch.source}, source_id, imported
      FROM unnest(
        ${comments.map((comment) => comment.id)}::uuid[],
        ${comments.map((comment) => comment.ideaId)}::uuid[],
        ${comments.map((comment) => comment.authorId)}::uuid[],
        ${comments.map((comment) => comment.replyToId)}::uuid[],
        ${comments.map((comment) => comment.body)}::text[],
        ${comments.map((comment) => comment.posted_at)}::timestamptz[],
        ${comments.map((comment) => comment.sourceId)}::text[],
        ${comments.map((comment) => comment.imported)}::jsonb[])
        AS new (id, idea_id, author_id, reply_to_id, body, posted_at, source_id, imported)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    return added.length;
  },
  updates: {
    idOf: (row, { comments }) => comments.get(row.id)?.id,
    fields: (row) => ({ body: row.body, posted_at: row.posted_at.toISOString() }),
    current: currentComments,
    update: updateComments,
  },
});

async function commentsBySourceId(batch: Batch, sourceIds: string[]): Promise<Map<string, KnownComment>> {
  const rows = await batch.query<KnownComment & { key: string }>(sql`
    SELECT source_id AS key, id, idea_id AS "ideaId", coalesce(reply_to_id, id) AS "topId" FROM comment
    WHERE source = ${batch.source} AND source_id = ANY(${distinct(sourceIds)}::text[])`);
  return new Map(rows.map(({ key, ...comment }) => [key, comment]));
}
