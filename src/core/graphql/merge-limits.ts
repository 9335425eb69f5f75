import { GraphQLError, Kind } from "graphql";
import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode, ValidationRule } from "graphql";
import { limits } from "./limits.js";

/**
 * Reports, with code `OPERATION_TOO_COMPLEX`, a document for which the rule OverlappingFieldsCanBeMerged of graphql-js
 * would take long: that rule compares each pair of fields with the same response key. Only for documents without
 * circular fragments.
 */
export const mergeLimits: ValidationRule = (context) => ({
  Document(document) {
    const found = measureMerging(document);
    for (const limit of ["documentFields", "comparisons"] as const)
      if (found[limit] > limits[limit]) {
        const message = `The document is over the limit on ${limit}: found ${found[limit]}, at most ${limits[limit]}.`;
        context.reportError(new GraphQLError(message, { extensions: { code: "OPERATION_TOO_COMPLEX" } }));
      }
  },
});

/**
 * Merges the fields of each operation as its execution would, and counts them and the pairs with the same response key
 * in one place. Fragments that no operation uses are merged as well. Stops soon after `documentFields` is over its
 * limit.
 */
function measureMerging(document: DocumentNode): { documentFields: number; comparisons: number } {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const used = new Set<string>();
  let documentFields = 0;
  let comparisons = 0;

  function merge(sets: readonly SelectionSetNode[]): void {
    const fields = new Map<string, { count: number; inner: SelectionSetNode[] }>();
    const spreads = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const node of selections) {
        if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
        else if (node.kind === Kind.FIELD) {
          const key = (node.alias ?? node.name).value;
          const field = fields.get(key) ?? { count: 0, inner: [] };
          fields.set(key, field);
          field.count++;
          if (node.selectionSet) field.inner.push(node.selectionSet);
        } else {
          const fragment = fragments.get(node.name.value);
          if (!fragment || spreads.has(node.name.value)) continue;
          used.add(node.name.value);
          spreads.add(node.name.value);
          collect(fragment.selectionSet);
        }
      }
    };
    sets.forEach(collect);
    for (const { count, inner } of fields.values()) {
      documentFields += count;
      comparisons += (count * (count - 1)) / 2;
      if (inner.length > 0 && documentFields <= limits.documentFields) merge(inner);
    }
  }

  for (const node of document.definitions) if (node.kind === Kind.OPERATION_DEFINITION) merge([node.selectionSet]);
  for (const [name, { selectionSet }] of fragments) if (!used.has(name)) merge([selectionSet]);
  return { documentFields, comparisons };
}
