import type { z } from "zod";
import { line } from "../../../core/graphql/validation.js";
import { InputProblem, type InvalidInput } from "../../../core/texts/input-problem.js";
import { Language } from "../../../core/texts/language.js";
import { slug as slugRule } from "../../../import/cells/cells.js";
import { maxSynonyms, synonym as synonymRule } from "../theme.import-cells.js";
import type { Concept, DescribedConcept } from "./concept.js";
import { circlesOf } from "./circles.js";
import { rejectVocabulary, VocabularyError } from "./vocabulary-error.js";
import { labelWording, vocabularyWording } from "./vocabulary.wording.js";

const labelRule = line(200);

/** The themes that a document describes; ends the import with all that is wrong with them by themselves. */
export function checkedConcepts(
  described: readonly DescribedConcept[],
  { ignoreUnknown }: { ignoreUnknown: boolean },
): Concept[] {
  const errors: VocabularyError[] = [];
  const concepts = described.map((one) => {
    const fail = (problem: InputProblem, wording: VocabularyError["wording"]): void =>
      void errors.push(new VocabularyError(problem, wording, one.name));
    return {
      slug: slugOf(one, fail),
      labels: labelsOf(one, ignoreUnknown, fail),
      synonyms: synonymsOf(one, fail),
      broader: broaderOf(one, fail),
      archived: one.archived,
    };
  });
  const seen = new Set<string>();
  for (const { slug } of concepts)
    if (seen.has(slug))
      errors.push(new VocabularyError(InputProblem.DUPLICATE, vocabularyWording.slugTwice(slug), slug));
    else seen.add(slug);
  for (const circle of circlesOf(concepts))
    errors.push(
      new VocabularyError(
        InputProblem.NOT_ALLOWED,
        vocabularyWording.circle([...circle, circle[0]].join(" → ")),
        circle[0],
      ),
    );
  rejectVocabulary(...errors);
  return concepts;
}

type Fail = (problem: InputProblem, wording: VocabularyError["wording"]) => void;

function slugOf({ name, slugs }: DescribedConcept, fail: Fail): string {
  if (slugs.length > 1) fail(InputProblem.DUPLICATE, vocabularyWording.severalSlugs(name));
  const slug = slugRule.safeParse(slugs[0]);
  if (!slug.success) fail(InputProblem.INVALID_FORMAT, vocabularyWording.badSlug(name));
  return slug.data ?? slugs[0]!;
}

function labelsOf({ name, labels }: DescribedConcept, ignoreUnknown: boolean, fail: Fail): Concept["labels"] {
  const found: Record<Language, string | null> = { NL: null, FR: null, EN: null };
  for (const { tag, text } of labels) {
    const language = languageOf(tag);
    if (language === null) {
      if (!ignoreUnknown) fail(InputProblem.UNKNOWN, vocabularyWording.unknownLanguage({ concept: name, tag }));
      continue;
    }
    if (found[language] !== null)
      fail(InputProblem.DUPLICATE, vocabularyWording.severalLabels({ concept: name, label: labelWording[language] }));
    const label = labelRule.safeParse(text);
    if (label.success) found[language] = label.data;
    else {
      const { problem, wording } = whyNot(label.error);
      fail(problem, vocabularyWording.badLabel({ concept: name, label: labelWording[language], why: wording }));
    }
  }
  const isLabelled = labels.some(({ tag }) => languageOf(tag) !== null);
  if (!isLabelled) fail(InputProblem.REQUIRED, vocabularyWording.noLabel(name));
  return found;
}

function synonymsOf({ name, synonyms }: DescribedConcept, fail: Fail): string[] {
  if (synonyms.length > maxSynonyms)
    fail(InputProblem.TOO_MANY, vocabularyWording.tooManySynonymsIn({ concept: name, max: maxSynonyms }));
  return synonyms.flatMap((text) => {
    const synonym = synonymRule.safeParse(text);
    if (!synonym.success) {
      const { problem, wording } = whyNot(synonym.error);
      fail(problem, vocabularyWording.badSynonym({ concept: name, why: wording }));
      return [];
    }
    if (text.includes("|"))
      fail(InputProblem.INVALID_CHARACTER, vocabularyWording.barInSynonym({ concept: name, synonym: text }));
    return [synonym.data];
  });
}

function broaderOf({ name, broader }: DescribedConcept, fail: Fail): string | null {
  if (broader.length > 1) fail(InputProblem.TOO_MANY, vocabularyWording.severalBroader(name));
  return broader[0] ?? null;
}

/** A regional variant counts as its language. */
function languageOf(tag: string): Language | null {
  const language = tag.split("-")[0]!.toUpperCase();
  return language in Language ? (language as Language) : null;
}

const whyNot = (error: z.core.$ZodError): InvalidInput =>
  (error.issues[0] as z.core.$ZodIssueCustom).params as unknown as InvalidInput;
