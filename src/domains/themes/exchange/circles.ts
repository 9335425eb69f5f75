import type { Concept } from "./concept.js";

/** The circles in which themes are broader than one another, each once, from the first theme of the document on. */
export function circlesOf(concepts: readonly Pick<Concept, "slug" | "broader">[]): string[][] {
  const broader = new Map(concepts.map((concept) => [concept.slug, concept.broader]));
  const done = new Set<string>();
  const circles: string[][] = [];
  for (const { slug: start } of concepts) {
    const path = new Set<string>();
    let slug: string | null | undefined = start;
    while (slug != null && !done.has(slug) && !path.has(slug)) {
      path.add(slug);
      slug = broader.get(slug);
    }
    const walked = [...path];
    if (slug != null && path.has(slug)) circles.push(walked.slice(walked.indexOf(slug)));
    for (const one of walked) done.add(one);
  }
  return circles;
}

/** The same themes, each after its broader one; they form no circles. */
export function broaderFirst<Of extends Pick<Concept, "slug" | "broader">>(concepts: readonly Of[]): Of[] {
  const bySlug = new Map(concepts.map((concept) => [concept.slug, concept]));
  const ordered = new Set<Of>();
  for (const start of concepts) {
    const path: Of[] = [];
    for (
      let one: Of | undefined = start;
      one && !ordered.has(one);
      one = one.broader === null ? undefined : bySlug.get(one.broader)
    )
      path.push(one);
    for (const one of path.reverse()) ordered.add(one);
  }
  return [...ordered];
}
