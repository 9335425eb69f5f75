import "reflect-metadata";
import { readFile, stat, writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { v7 as uuidv7 } from "uuid";
import { Rejection } from "../core/errors/user-error.js";
import { checkedConcepts } from "../domains/themes/exchange/check-concepts.js";
import { loadConcepts } from "../domains/themes/exchange/load-concepts.js";
import { readVocabulary } from "../domains/themes/exchange/read-vocabulary.js";
import { formatForms, vocabularyFormats, type VocabularyFormat } from "../domains/themes/exchange/vocabulary-format.js";
import { readConcepts } from "../domains/themes/exchange/vocabulary.reads.js";
import { writeVocabulary } from "../domains/themes/exchange/write-vocabulary.js";
import { themesFile } from "../domains/themes/theme.import.js";
import { inOneTransaction } from "../import/atomic-batches.js";
import { withoutWriting } from "../import/dry-run.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { onNetwork, type NetworkAccess } from "./on-network.js";

const endings = vocabularyFormats.map((format) => formatForms[format].ending);
/** In bytes: a larger vocabulary is no vocabulary. */
const maxSize = 20_000_000;

const usage = `Usage: ino vocabulary export [FILE] [--format ${endings.join("|")}]
       ino vocabulary import FILE [--source NAME] [--dry-run] [--ignore-unknown] [--format ${endings.join("|")}]
Writes the themes of the network to a file, or without one to standard output; or reads them from a file, all or, when
something is wrong, none. SKOS in Turtle or JSON-LD, or CSV as themes.csv of an import.
--format NAME     of the file; by default by its ending, or Turtle
--source NAME     who brought the themes in, and may correct them later; by default the file's name
--dry-run         shows what would be added and changed, and writes nothing
--ignore-unknown  passes over columns, and labels in languages, that are unknown, which are an error otherwise`;

export const command = defineCommand({
  usage,
  options: {
    format: { type: "string" },
    source: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    "ignore-unknown": { type: "boolean", default: false },
  },
  arguments: { min: 1, max: 2 },
  run: ({ positionals: [action, file], values }) => {
    const format = formatOf(values.format, file);
    if (action === "export") return onNetwork((network) => exportTo(network, file, format));
    if (action !== "import") throw new CommandError(`${action} is neither export nor import.\n${usage}`);
    if (file === undefined) throw new CommandError(`The file to import is missing.\n${usage}`);
    const ending = extname(file);
    return onNetwork((network) =>
      importFrom(network, file, {
        ...{ format, source: values.source ?? basename(file, ending) },
        ...{ isDryRun: values["dry-run"], ignoreUnknown: values["ignore-unknown"] },
      }),
    );
  },
});

async function exportTo(
  { config, open }: NetworkAccess,
  file: string | undefined,
  format: VocabularyFormat,
): Promise<number> {
  const { database } = await open();
  const publicUrl = (config.publicUrl ?? `http://${config.host}:${config.port}`).replace(/\/+$/, "");
  const text = await writeVocabulary(await readConcepts(database), format, publicUrl);
  if (file === undefined) process.stdout.write(text);
  else await writeFile(file, text);
  return 0;
}

interface VocabularyImport {
  format: VocabularyFormat;
  source: string;
  isDryRun: boolean;
  ignoreUnknown: boolean;
}

async function importFrom(
  { open, print }: NetworkAccess,
  file: string,
  { format, source, isDryRun, ignoreUnknown }: VocabularyImport,
): Promise<number> {
  try {
    const described = await readVocabulary(await contentOf(file), format, { ignoreUnknown });
    const concepts = checkedConcepts(described.concepts, { ignoreUnknown });
    const { database } = await open({ statementTimeoutMs: 60_000 });
    const writing = isDryRun ? withoutWriting : inOneTransaction;
    const options = { files: [themesFile], source, now: () => new Date(), newId: () => uuidv7() };
    let differing: string[] = [];
    const { added, changed, unchanged } = await writing(database, options, (writer) =>
      writer.write("themes.csv", async (batch) => {
        const loaded = await loadConcepts(batch, concepts, described.columns);
        ({ differing } = loaded);
        return loaded.outcome;
      }),
    );
    print(`${added} added, ${changed} changed, ${unchanged} unchanged.${isDryRun ? " Nothing was written." : ""}`);
    for (const slug of differing) print(`${slug} differs from what the network has, which stays.`);
    return 0;
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    for (const { wording } of error.userErrors) process.stderr.write(`${file}: ${wording.EN}\n`);
    process.stderr.write("Nothing was written.\n");
    return 1;
  }
}

async function contentOf(file: string): Promise<string> {
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) throw new CommandError(`There is no file ${file}.`);
  if (size > maxSize) throw new CommandError(`${file} has more than ${maxSize / 1_000_000} MB: split it.`);
  return readFile(file, "utf8");
}

function formatOf(name: string | undefined, file: string | undefined): VocabularyFormat {
  const ending = name ?? (file === undefined ? "ttl" : extname(file).slice(1).toLowerCase());
  const format = vocabularyFormats.find((one) => formatForms[one].ending === ending);
  if (format !== undefined) return format;
  throw new CommandError(
    name === undefined
      ? `The format of ${file} is not known by its ending: say it by --format, one of ${endings.join(", ")}.`
      : `--format is one of ${endings.join(", ")}.`,
  );
}
