import { setImmediate as nextTurn } from "node:timers/promises";
import sql, { join, raw, type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import type { Context } from "../../../core/graphql/context.js";
import { hasFormIn, keywordsOf, queryOfKeyword, type Keyword } from "../../../core/search/keywords.js";
import { wordFrequencies, type WordFrequencies } from "../../../core/search/word-frequencies.js";
import { Idea } from "../idea.entity.js";
import { ideaConditions } from "../idea.reads.js";
import { ideaSearch } from "../idea.search.js";

/** What somebody is about to post. */
export interface Draft {
  title: string;
  body: string;
  /** Slugs, each once. */
  themes: string[];
}

export interface Similar {
  idea: Idea;
  similarity: number;
}

/** Less is a coincidence of words. */
const minSimilarity = 0.25;
/** UTF-16 code units of a text that count: what an idea is about stands at its beginning. */
const maxText = 1_500;
/** The keywords of a draft that count: those that say the most. */
const maxKeywords = 24;
/** How many of those that no list of frequent words has are looked for. */
const maxUnlisted = 6;
/** How many ideas are looked at: the newest with the rarest keywords. */
const maxCandidates = 500;
/** And of how many the titles are compared. */
const maxCompared = 50;
/** What the words of the titles, all words and the themes count. */
const parts = { titles: 0.4, words: 0.4, themes: 0.2 };

/** A keyword with how much it says: the logarithm of how rare it is. */
interface Weighed {
  keyword: Keyword;
  frequency: number;
  weight: number;
}

const weightOf = (words: readonly Weighed[]): number => words.reduce((sum, { weight }) => sum + weight, 0);

/**
 * Ideas that are like a draft, the most similar first and of equal ones the newest. Similarity, from 0 to 1, is the mean
 * of three parts, of which the third counts when the draft has themes:
 *
 * - 0.4: what the keywords that the two titles share weigh, of what those of either weigh (a weighted Jaccard index);
 * - 0.4: what the keywords of the draft that the idea has anywhere weigh, of what all of the draft's do;
 * - 0.2: the number of themes that the two share, of the number that either has.
 *
 * A keyword weighs its inverse document frequency, `ln(1 + 1 / the part of the ideas that have it)`.
 */
export async function similarIdeas(ctx: Context, draft: Draft): Promise<Similar[]> {
  const frequencies = await wordFrequencies(ctx.database, ideaSearch);
  // The words of many drafts in one request would hold everybody else up.
  await nextTurn();
  const weighed = (keyword: Keyword): Weighed => {
    const frequency = frequencies.of(keyword);
    return { keyword, frequency, weight: Math.log(1 + 1 / frequency) };
  };
  const titleWords = keywordsOf(draft.title).map(weighed);
  const words = keywordsOf(draft.title, draft.body.slice(0, maxText))
    .map(weighed)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, maxKeywords);
  if (words.length === 0) return [];
  const total = weightOf(words);
  const rows = await ctx.db.query<Idea & { shared: number; themesShared: number; themeCount: number }>(
    candidates(ctx, draft, words, frequencies),
  );
  return rows
    .map(({ shared, themesShared, themeCount, ...row }) => {
      const titles = overlap(titleWords, keywordsOf(row.title).map(weighed));
      const text = parts.titles * titles + parts.words * (shared / total);
      const similarity =
        draft.themes.length === 0
          ? text / (parts.titles + parts.words)
          : text + (parts.themes * themesShared) / (draft.themes.length + themeCount - themesShared);
      // In hundredths: more would tell how frequent a word is among ideas that the caller may not see.
      return { idea: entityOf(Idea, row), similarity: Math.round(100 * similarity) / 100 };
    })
    .filter(({ similarity }) => similarity >= minSimilarity)
    .sort((one, other) => other.similarity - one.similarity || byNewest(one.idea, other.idea));
}

const byNewest = (one: Idea, other: Idea): number =>
  other.postedAt.getTime() - one.postedAt.getTime() || (other.id < one.id ? -1 : 1);

/** The ideas with the rarest keywords, and of those the ones with the most, by weight. */
function candidates(ctx: Context, { themes }: Draft, words: readonly Weighed[], known: WordFrequencies): Sql {
  const queries = words.map(({ keyword }) => queryOfKeyword(keyword));
  return sql`
    WITH candidate AS MATERIALIZED (${join(
      candidateQueries(words, known).map(
        ({ query, isRare }) => sql`(
      SELECT * FROM (
        SELECT e.id, e.posted_at, e.search FROM idea e
        WHERE e.search @@ ${query}::tsquery AND ${join(ideaConditions(ctx, null), " AND ")}
        -- Of rare words PostgreSQL expects more ideas than there are, and would look for them from the newest on.
        ${raw(isRare ? "OFFSET 0" : "")}) AS found
      ORDER BY posted_at DESC, id DESC LIMIT ${maxCandidates})`,
      ),
      " UNION ALL ",
    )}),
    compared AS MATERIALIZED (
      SELECT DISTINCT id, posted_at, (SELECT sum(weight) FROM unnest(${queries}::tsquery[], ${words.map(({ weight }) => weight)}::float8[])
        AS word (query, weight) WHERE plain @@ word.query) AS shared
      FROM candidate,
        -- Detoasted once for each idea, not for each word.
        LATERAL (SELECT strip(search) AS plain OFFSET 0) AS vector
      ORDER BY shared DESC, posted_at DESC, id DESC LIMIT ${maxCompared})
    SELECT ${columnsOf(ctx.database.source, Idea, "e")}, shared,
      (SELECT count(*)::int FROM idea_theme WHERE idea_id = e.id AND theme_id IN (
        SELECT coalesce(merged_into_id, id) FROM theme WHERE slug = ANY(${themes}))) AS "themesShared",
      (SELECT count(*)::int FROM idea_theme WHERE idea_id = e.id) AS "themeCount"
    FROM compared JOIN idea e ON e.id = compared.id`;
}

interface CandidateQuery {
  /** A tsquery of PostgreSQL. */
  query: string;
  /** Whether not many more ideas than are looked at are expected to match. */
  isRare: boolean;
}

/**
 * As PostgreSQL's tsqueries, each of which finds candidates of its own: ideas with one of the keywords that are in no list
 * of frequent ones; and with one of the others, or a pair of them, the rarest first, as long as few enough ideas are
 * expected to have them.
 */
function candidateQueries(words: readonly Weighed[], { rows, unlisted }: WordFrequencies): CandidateQuery[] {
  const single = words.map(({ keyword, frequency }) => ({ query: queryOfKeyword(keyword), frequency }));
  const rare = single.filter(({ frequency }) => frequency <= unlisted).slice(0, maxUnlisted);
  const listed = single.filter(({ frequency }) => frequency > unlisted);
  const frequent = listed.filter(({ frequency }) => frequency * rows > maxCandidates).slice(0, 6);
  const pairs = frequent.flatMap((one, index) =>
    frequent.slice(index + 1).map((other) => ({
      query: `(${one.query} & ${other.query})`,
      frequency: one.frequency * other.frequency,
    })),
  );
  const few: typeof single = [];
  let expected = 0;
  for (const clause of [...listed, ...pairs].sort((one, other) => one.frequency - other.frequency)) {
    expected += clause.frequency * rows;
    if (few.length > 0 && expected > maxCandidates) break;
    few.push(clause);
  }
  return [
    { clauses: rare, isRare: true },
    { clauses: few, isRare: few.length > 0 && few[0]!.frequency * rows <= maxCandidates },
  ]
    .filter(({ clauses }) => clauses.length > 0)
    .map(({ clauses, isRare }) => ({ query: clauses.map(({ query }) => query).join(" | "), isRare }));
}

const formsOf = (words: readonly Weighed[]): Set<string> => new Set(words.flatMap(({ keyword }) => [...keyword]));

/** What two titles share, by weight, from 0 to 1. */
function overlap(one: readonly Weighed[], other: readonly Weighed[]): number {
  const [ofOne, ofOther] = [formsOf(one), formsOf(other)];
  const shared = one.filter(({ keyword }) => hasFormIn(keyword, ofOther));
  const added = other.filter(({ keyword }) => !hasFormIn(keyword, ofOne));
  const all = weightOf(one) + weightOf(added);
  return all === 0 ? 0 : weightOf(shared) / all;
}
