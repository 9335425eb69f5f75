import { Parser, type Quad } from "n3";
import { parse } from "csv-parse/sync";
import jsonld from "jsonld";
import { Role } from "../../../src/core/access/role.js";
import { testApp, type TestApp } from "../../support/app.js";
import { builders } from "../../support/builders.js";

const IMPORT = `mutation ($input: ImportVocabularyInput!) { importVocabulary(input: $input) {
  report { added changed unchanged differing }
  userErrors { __typename code problem path message ... on VocabularyError { concept } } } }`;

export interface Imported {
  report: { added: number; changed: number; unchanged: number; differing: string[] } | null;
  userErrors: { __typename: string; code: string; problem: string; path: string[]; message: string; concept: string }[];
}

export interface VocabularyNetwork {
  app: TestApp;
  build: ReturnType<typeof builders>;
  token: string;
  /** Imports as the organiser. */
  take: (format: string, content: string, fields?: object) => Promise<Imported>;
  /** What anybody gets of the vocabulary. */
  give: (ending: "ttl" | "jsonld" | "csv") => Promise<string>;
}

/** A network without themes, whose address is the same for all of them, and its organiser. */
export async function vocabularyNetwork(): Promise<VocabularyNetwork> {
  const app = await testApp(undefined, { publicUrl: "https://ino.example" });
  const build = builders(app.services.database.source.manager);
  const organiser = await build.buildMember({ roles: [Role.MEMBER, Role.ORGANISER] });
  const token = await app.tokenOf(organiser.id);
  return {
    ...{ app, build, token },
    take: async (format, content, fields = {}) => {
      const { data, errors } = await app.ask(IMPORT, { input: { format, content, ...fields } }, token);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.importVocabulary as Imported;
    },
    give: async (ending) => (await fetch(`${app.url}/export/vocabulary.${ending}`)).text(),
  };
}

/** The rows of a table as objects, ordered by slug, without cells in which nothing stands; an import trims. */
export const rowsOf = (csv: string): Record<string, string>[] =>
  parse<Record<string, string>>(csv, { bom: true, columns: true, trim: true })
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== "")))
    .sort((a, b) => (a.slug! < b.slug! ? -1 : 1));

export const graphOfTurtle = (text: string): Quad[] => new Parser({ format: "text/turtle" }).parse(text);

export async function graphOfJsonLd(text: string): Promise<Quad[]> {
  const statements = await jsonld.toRDF(JSON.parse(text) as object, { format: "application/n-quads" });
  return new Parser({ format: "application/n-quads" }).parse(statements as string);
}

/** A vocabulary in Turtle, with the prefixes that it needs. */
export const turtle = (body: string): string => `@prefix skos: <http://www.w3.org/2004/02/skos/core#>.
@prefix owl: <http://www.w3.org/2002/07/owl#>.
@prefix x: <https://elsewhere.example/themes/>.
${body}`;
