import type { MigrationInterface, QueryRunner } from "typeorm";

/** The tables with texts to search, each with its columns of texts. */
const tables: Record<string, string[]> = {
  organisation: ["name"],
  member: ["name", "headline"],
  theme: ["slug", "label_nl", "label_fr", "label_en", "synonyms"],
  idea: ["title", "body"],
};
/** Themes are too few for an index. */
const indexed = ["organisation", "member", "idea"];

const textOf = (column: string): string =>
  column === "synonyms" ? `array_to_string(NEW.synonyms, ' ')` : `NEW.${column}`;

/**
 * A vector of words for each text that can be searched, made by the service (`src/core/search/`). Whatever writes a text
 * without its vector, as processes of the version before do, gets one without stems from a trigger, and the service
 * makes it again, as `search_rules` says that it is not by its rules.
 */
export class SearchVectors1764000000045 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // By ICU's classes of characters, as the locale of the database may know none but ASCII. Text in ASCII needs none.
    await db.query(`
      CREATE FUNCTION plain_search_vector(texts text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT to_tsvector('simple', CASE WHEN octet_length(texts) = length(texts)
          THEN translate(left(texts, 100000), '!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~', repeat(' ', 32))
          ELSE regexp_replace(
            translate(replace(replace(replace(
              lower(regexp_replace(normalize(left(texts, 100000), NFKD), '[\\u0300-\\u036f\\u00ad]', '', 'g') COLLATE "und-x-icu"),
              'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'øđł', 'odl'),
            '[^[:alnum:]]+', ' ', 'g') END) $$;
    `);
    for (const [table, columns] of Object.entries(tables)) {
      const values = (row: string): string => columns.map((column) => `${row}.${column}`).join(", ");
      await db.query(`
        ALTER TABLE ${table} ADD search tsvector, ADD search_rules smallint NOT NULL DEFAULT 0;
        CREATE FUNCTION ${table}_search() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' THEN
            IF ROW(${values("NEW")}) IS NOT DISTINCT FROM ROW(${values("OLD")}) THEN
              RETURN NEW;
            END IF;
            IF NEW.search IS NOT DISTINCT FROM OLD.search THEN
              NEW.search := NULL;
              NEW.search_rules := 0;
            END IF;
          END IF;
          IF NEW.search IS NULL THEN
            NEW.search := plain_search_vector(concat_ws(' ', ${columns.map(textOf).join(", ")}));
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER ${table}_search BEFORE INSERT OR UPDATE OF ${columns.join(", ")} ON ${table}
          FOR EACH ROW EXECUTE FUNCTION ${table}_search();
        CREATE INDEX ${table}_search_rules_idx ON ${table} (id) WHERE search_rules < 1;
      `);
    }
    // While there are no vectors yet: an index that is made later would hold up whoever writes, and one that is made
    // concurrently would wait for the processes that wait for this migration.
    for (const table of indexed) await db.query(`CREATE INDEX ${table}_search_idx ON ${table} USING gin (search)`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of Object.keys(tables))
      await db.query(`
        DROP TRIGGER ${table}_search ON ${table};
        DROP FUNCTION ${table}_search();
        ALTER TABLE ${table} DROP search, DROP search_rules;
      `);
    await db.query("DROP FUNCTION plain_search_vector(text)");
  }
}
