import type { FragmentDefinitionNode } from "graphql";

/** Fragments that each spread the next one twice grow as powers of two: this caps every figure at an exact integer. */
export function saturated(figure: number): number {
  return Math.min(figure, Number.MAX_SAFE_INTEGER);
}

/** Measures each fragment once, in linear time for any nesting; an unknown or circular one counts as `empty`. */
export function oncePerFragment<Figure>(
  find: (name: string) => FragmentDefinitionNode | null | undefined,
  empty: Figure,
  measure: (fragment: FragmentDefinitionNode) => Figure,
): (name: string) => Figure {
  const figures = new Map<string, Figure>();
  return (name) => {
    const fragment = figures.has(name) ? undefined : find(name);
    if (fragment) {
      // Set before it is measured, so that a fragment that contains itself terminates.
      figures.set(name, empty);
      figures.set(name, measure(fragment));
    }
    return figures.get(name) ?? empty;
  };
}
