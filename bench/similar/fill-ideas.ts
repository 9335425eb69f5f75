import pg from "pg";
import { searchColumns } from "../../src/core/search/searched-table.js";
import { ideaSearch } from "../../src/domains/ideas/idea.search.js";
import type { RealIdea } from "./real-ideas.js";

const batchSize = 1_000;

/** Inserts ideas of the members, a minute apart, with the vectors of their words as the service makes them. */
export async function fillIdeas(url: string, ideas: Iterable<RealIdea>, authorIds: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "ino-bench" });
  await client.connect();
  try {
    await client.query("SET synchronous_commit = off");
    let [batch, inserted]: [object[], number] = [[], 0];
    const insert = async (): Promise<void> => {
      await client.query(
        `INSERT INTO idea (id, kind, title, body, language, author_id, posted_at, search, search_rules)
         SELECT gen_random_uuid(), 'IDEA', title, body, NULL, author, timestamptz '2024-01-01' + n * interval '1 minute', search, rules
         FROM jsonb_to_recordset($1::jsonb) AS new (title text, body text, author uuid, n int, search tsvector, rules smallint)`,
        [JSON.stringify(batch)],
      );
      inserted += batch.length;
      batch = [];
    };
    for (const idea of ideas) {
      const n = inserted + batch.length;
      const { search, searchRules: rules } = searchColumns(ideaSearch, idea);
      batch.push({ title: idea.title, body: idea.body, author: authorIds[n % authorIds.length], n, search, rules });
      if (batch.length === batchSize) await insert();
    }
    if (batch.length > 0) await insert();
    await client.query("VACUUM (ANALYZE) idea");
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}
