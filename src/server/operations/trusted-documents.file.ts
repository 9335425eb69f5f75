import { type GraphQLError, Kind, type GraphQLSchema } from "graphql";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "../../config.js";
import { documentChecks, type DocumentChecks } from "./document-checks.js";
import { documentHash, TrustedDocuments } from "./trusted-documents.js";

const form = z.union([z.array(z.string()), z.record(z.string(), z.string())]);

/**
 * Reads the list of trusted documents, a JSON array of texts or an object of texts by their SHA-256 in hexadecimal.
 * @throws ConfigError with everything that is wrong with it
 */
export function readTrustedDocuments(file: string, schema: GraphQLSchema): TrustedDocuments {
  const list = form.safeParse(json(file));
  if (!list.success) throw problems(["must hold a JSON array of query texts, or an object of them by SHA-256"]);
  const checks = documentChecks(schema, { introspection: true, hidesSchema: false });
  const named = Array.isArray(list.data)
    ? list.data.map((text, index) => [`document ${index + 1}`, text] as const)
    : Object.entries(list.data);
  const wrong = named.flatMap(([name, text]) => [
    ...(Array.isArray(list.data) || name.toLowerCase().replace(/^sha256:/, "") === documentHash(text)
      ? []
      : [`${name}: is not the SHA-256 of its text, which is ${documentHash(text)}`]),
    ...problemsOf(text, checks).map((problem) => `${name}: ${problem}`),
  ]);
  if (wrong.length > 0) throw problems(wrong);
  return new TrustedDocuments(named.map(([, text]) => text));
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw problems([`cannot be read: ${(error as Error).message}`]);
  }
}

function problemsOf(text: string, checks: DocumentChecks): string[] {
  try {
    const document = checks.parse(text);
    const errors = checks.validate(document);
    if (document.definitions.every(({ kind }) => kind !== Kind.OPERATION_DEFINITION)) return ["has no operation"];
    return errors.map(located);
  } catch (error) {
    return [located(error as GraphQLError)];
  }
}

const located = ({ message, locations }: GraphQLError): string =>
  `${message}${locations?.[0] ? ` (line ${locations[0].line}, column ${locations[0].column})` : ""}`;

const problems = (texts: string[]): ConfigError => new ConfigError(texts.map((text) => `TRUSTED_DOCUMENTS: ${text}`));
