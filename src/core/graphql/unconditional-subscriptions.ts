import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { ValidationContext } from "graphql";

const conditions = new Set(["skip", "include"]);

/**
 * A rule that refuses `@skip` and `@include` on the root field of a subscription, and on fragments around it, as the
 * specification does (Single Root Field). The rule of graphql-js, which runs without variables, would say of `$s` in
 * `@skip(if: $s)` that it was given no value.
 */
export const unconditionalSubscriptions = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition({ operation, selectionSet }) {
    if (operation !== OperationTypeNode.SUBSCRIPTION) return;
    for (const { directives = [] } of rootSelections(context, selectionSet))
      for (const directive of directives)
        if (conditions.has(directive.name.value))
          context.reportError(
            new GraphQLError(
              `A subscription must not use @${directive.name.value} on its root field: subscribe only when it is needed.`,
              { nodes: directive },
            ),
          );
  },
});

/** The selections at the root, and those within fragments there; each fragment once, however often it is spread. */
function rootSelections(context: ValidationContext, { selections }: SelectionSetNode): Set<SelectionNode> {
  const found = new Set<SelectionNode>(selections);
  const spread = new Set<string>();
  for (const node of found)
    for (const selection of selectionsWithin(context, node, spread)?.selections ?? []) found.add(selection);
  return found;
}

function selectionsWithin(
  context: ValidationContext,
  node: SelectionNode,
  spread: Set<string>,
): SelectionSetNode | undefined {
  if (node.kind === Kind.INLINE_FRAGMENT) return node.selectionSet;
  if (node.kind !== Kind.FRAGMENT_SPREAD || spread.has(node.name.value)) return undefined;
  spread.add(node.name.value);
  return context.getFragment(node.name.value)?.selectionSet;
}
