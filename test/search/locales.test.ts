import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { databaseSchema } from "../../src/app/database-schema.js";
import { migrate } from "../../src/core/database/migrate.js";
import { asAdmin, dropDatabase } from "../support/database.js";

/** As the embedded PostgreSQL makes its own, and as servers have them. */
const locales = {
  C: "LOCALE 'C'",
  "C.UTF-8": "LOCALE 'C.UTF-8'",
  "ICU, nl-BE": "LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'nl-BE'",
};

const urls: string[] = [];
beforeAll(async () => {
  for (const [n, options] of Object.values(locales).entries()) {
    const name = `test_locale_${process.pid}_${n}`;
    await asAdmin(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' ${options}`);
    const url = new URL(process.env.TEST_POSTGRES_URL!);
    url.pathname = `/${name}`;
    urls.push(url.href);
    await migrate(databaseSchema, url.href);
  }
});
afterAll(() => Promise.all(urls.map(dropDatabase)));

const texts = [
  ...[
    "Renée ÉCOLE Œuvre",
    "Mijn 🚲fiets en 👩🏽‍🔬lab",
    "«\u00a0mot\u00a0» “woord” l’été D’hondt",
    "Gent–Brussel €500 ΩΜΈΓΑ МОСКВА",
  ],
  ...["Straße Łódź Ørsted İstanbul", "e\u0301te\u0301 ﬁets Ａｂｃ m²", "مرحبا नमस्ते 日本語"],
];

describe("the same texts", () => {
  it("have the same plain vectors in every database, whatever its locale", async () => {
    const vectors = await Promise.all(
      urls.map(async (url) => {
        const client = new pg.Client(url);
        await client.connect();
        const { rows } = await client.query<{ vector: string }>(
          "SELECT strip(plain_search_vector(text))::text AS vector FROM unnest($1::text[]) WITH ORDINALITY AS given (text, n) ORDER BY n",
          [texts],
        );
        await client.end();
        return rows.map(({ vector }) => vector);
      }),
    );
    expect(vectors[0]!.slice(0, 4)).toEqual([
      "'ecole' 'oeuvre' 'renee'",
      "'en' 'fiets' 'lab' 'mijn'",
      "'d' 'ete' 'hondt' 'l' 'mot' 'woord'",
      "'500' 'brussel' 'gent' 'ωμεγα' 'москва'",
    ]);
    for (const [n, name] of Object.keys(locales).entries()) expect([name, vectors[n]]).toEqual([name, vectors[0]]);
  });
});
