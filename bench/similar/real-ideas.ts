import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { BenchError } from "../bench-error.js";

/** What an idea of a folder says. */
export interface RealIdea {
  title: string;
  body: string;
  language: string;
}

/** The ideas of folders in the import format, each text once. */
export async function readIdeas(folders: string[]): Promise<RealIdea[]> {
  const ideas = new Map<string, RealIdea>();
  for (const folder of folders) {
    const file = join(folder, "ideas.csv");
    const text = await readFile(file, "utf8").catch(() => {
      throw new BenchError(`There is no ${file}: name a folder in the import format that has one.`);
    });
    for (const { title = "", body = "", language = "" } of parse<Record<string, string>>(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
    }))
      ideas.set(`${title}\n${body}`, { title: title.slice(0, 300), body: body.slice(0, 20_000), language });
  }
  if (ideas.size < 100) throw new BenchError("The folders have fewer than 100 ideas with different texts.");
  return [...ideas.values()];
}

/**
 * As many ideas as are asked for: first those given, then new ones, each with the title of one, the first half of the text of a
 * second and the last half of that of a third. Words are as frequent among them as among those given.
 */
export function* multiplied(ideas: readonly RealIdea[], count: number): Generator<RealIdea> {
  const at = (n: number): RealIdea => ideas[n % ideas.length]!;
  for (let n = 0; n < count; n++) {
    if (n < ideas.length) yield at(n);
    else {
      // Steps of different sizes, so that the three seldom come together twice.
      const [one, first, last] = [at(n), at(n * 7 + Math.floor(n / ideas.length)), at(n * 13 + Math.floor(n / 11))];
      yield { title: one.title, body: `${halves(first.body)[0]}\n${halves(last.body)[1]}`, language: one.language };
    }
  }
}

function halves(text: string): [string, string] {
  const words = text.split(/(?<=\s)/);
  const middle = Math.ceil(words.length / 2);
  return [words.slice(0, middle).join(""), words.slice(middle).join("")];
}

/** What somebody would type who has the same idea and says it otherwise: the words of the title the other way round, with one of their own. */
export const retold = ({ title, body }: RealIdea, n: number): { title: string; body: string } => ({
  title: `${title.split(/\s+/).toReversed().join(" ")} xyzzy${n}`.slice(0, 300),
  body: [...body].slice(0, 300).join(""),
});
