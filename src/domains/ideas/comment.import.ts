import sql from "sql-template-tag";
import { z } from "zod";
import { currentComments, updateComments } from "./idea.import-updates.js";
import { commentRules } from "./idea.validation.js";
import { DeferredRow, erased, InvalidRow, known, shown } from "../../import/invalid-row.js";
import type { Batch } from "../../import/batch.js";
import { id, optional } from "../../import/cells/cells.js";
import { importFile, ofSource } from "../../import/import-file.js";
import { formerMember, formerMemberKey, membersBySourceId } from "../members/imported-members.js";
import { ideasBySourceId } from "./imported-ideas.js";
import { distinct } from "../../import/look-up.js";

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
  /** What the source calls that one. */
  topKey: string;
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
        /** Null in what stands in for a bad row. */
        author: id.transform((author): string | null => author),
        reply_to: optional(id),
        /** Null in what stands in for a bad row. */
        posted_at: past.transform((at): Date | null => at),
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
    ideas: await ideasBySourceId(
      batch,
      rows.map((row) => row.idea),
    ),
    authors: await membersBySourceId(
      batch,
      rows.map((row) => row.author),
    ),
  }),
  // A comment without a text, as one that was removed; the mended row fills it in.
  standIn: ({ id: key, idea, author, reply_to: replyTo }) =>
    key === undefined || idea === undefined
      ? null
      : { id: key, idea, author: author ?? null, reply_to: replyTo ?? null, posted_at: null, body: null },
  waitsFor: (row) => row.reply_to,
  withoutUnknown: (row, { comments, ideas, authors }) => {
    if (row.posted_at !== null) return row;
    const author = authors.get(row.author ?? "") ?? erased;
    const parent = comments.get(row.reply_to ?? "");
    return {
      ...row,
      author: author === erased ? null : row.author,
      reply_to: parent !== undefined && parent.ideaId === ideas.get(row.idea)?.id ? row.reply_to : null,
    };
  },
  resolve: (row, { comments, ideas, authors }, batch) => {
    const { id: ideaId, postedAt } = known(ideas, "idea", row.idea, "ideas.csv");
    const authorId = row.author === null ? null : known(authors, "author", row.author, "members.csv");
    const parent = row.reply_to === null ? null : comments.get(row.reply_to);
    if (parent === undefined)
      throw new DeferredRow("reply_to", row.reply_to!, "name a comment of this file, or leave it empty.");
    if (parent && parent.ideaId !== ideaId)
      throw new InvalidRow(
        `reply_to ${shown(row.reply_to!)} is on another idea: name a comment on ${shown(row.idea)}.`,
      );
    if (comments.has(row.id)) return null;
    const newId = batch.newId();
    comments.set(row.id, { id: newId, ideaId, topId: parent?.topId ?? newId, topKey: parent?.topKey ?? row.id });
    const replyToId = parent?.topId ?? null;
    return { ...row, id: newId, sourceId: row.id, ideaId, authorId, replyToId, postedAt: row.posted_at ?? postedAt };
  },
  insert: async (comments, batch) => {
    const unknownAuthor = comments.some(({ authorId }) => authorId === null) ? await formerMember(batch) : null;
    const added = await batch.query(sql`
      INSERT INTO comment 
        (id, idea_id, author_id, reply_to_id, body, posted_at, removed_at, source, source_id, imported)
      SELECT id, idea_id, author_id, reply_to_id, coalesce(body, ''), posted_at,
        CASE WHEN body IS NULL THEN posted_at END, ${batch.source}, source_id, imported
      FROM unnest(
        ${comments.map((comment) => comment.id)}::uuid[],
        ${comments.map((comment) => comment.ideaId)}::uuid[],
        ${comments.map((comment) => comment.authorId ?? unknownAuthor)}::uuid[],
        ${comments.map((comment) => comment.replyToId)}::uuid[],
        ${comments.map((comment) => comment.body)}::text[],
        ${comments.map((comment) => comment.postedAt)}::timestamptz[],
        ${comments.map((comment) => comment.sourceId)}::text[],
        ${comments.map((comment) => comment.imported)}::jsonb[])
        AS new (id, idea_id, author_id, reply_to_id, body, posted_at, source_id, imported)
      ON CONFLICT (source, source_id) DO NOTHING RETURNING id`);
    return added.length;
  },
  updates: {
    idOf: (row, { comments }) => comments.get(row.id)?.id,
    fields: (row, { comments, ideas }) => ({
      body: row.body,
      posted_at: (row.posted_at ?? ideas.get(row.idea)!.postedAt).toISOString(),
      author: row.author ?? formerMemberKey,
      // The first comment of the thread, as in the network.
      reply_to: row.reply_to === null ? null : (comments.get(row.reply_to)?.topKey ?? row.reply_to),
    }),
    current: currentComments,
    update: updateComments,
  },
});

async function commentsBySourceId(batch: Batch, sourceIds: string[]): Promise<Map<string, KnownComment>> {
  const rows = await batch.query<KnownComment & { key: string }>(sql`
    SELECT c.source_id AS key, c.id, c.idea_id AS "ideaId", coalesce(c.reply_to_id, c.id) AS "topId",
      coalesce(top.source_id, c.source_id) AS "topKey"
    FROM comment c LEFT JOIN comment top ON top.id = c.reply_to_id
    WHERE c.source = ${batch.source} AND c.source_id = ANY(${distinct(sourceIds)}::text[])`);
  return new Map(rows.map(({ key, ...comment }) => [key, comment]));
}
