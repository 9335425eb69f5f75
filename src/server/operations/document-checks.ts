import { MaxIntrospectionDepthRule, NoFragmentCyclesRule, NoSchemaIntrospectionCustomRule } from "graphql";
import { parse, SingleFieldSubscriptionsRule, specifiedRules, validate } from "graphql";
import type { DocumentNode, GraphQLError, GraphQLSchema, ValidationRule } from "graphql";
import { checkText, limits, operationLimits } from "../../core/graphql/limits.js";
import { mergeLimits } from "../../core/graphql/merge-limits.js";
import { unconditionalSubscriptions } from "../../core/graphql/unconditional-subscriptions.js";

/** What a document has to pass, whichever the transport. */
export interface DocumentChecks {
  /** @throws GraphQLError when the text is too long or cannot be parsed */
  parse: (text: string) => DocumentNode;
  /** The errors of the first pass that finds any. */
  validate: (document: DocumentNode) => readonly GraphQLError[];
}

/**
 * Validates in passes, each for documents that passed the one before: the limits, in time proportional to the document;
 * then GraphQL's own rules, of which one takes the square of it.
 *
 * @param hidesSchema whether errors may not suggest names ("Did you mean"), see `formatError`
 */
export function documentChecks(
  schema: GraphQLSchema,
  { introspection, hidesSchema }: { introspection: boolean; hidesSchema: boolean },
): DocumentChecks {
  const limitingRules = [
    SingleFieldSubscriptionsRule,
    operationLimits,
    NoFragmentCyclesRule,
    MaxIntrospectionDepthRule,
  ];
  const otherRules = specifiedRules.filter((rule) => !limitingRules.includes(rule));
  const options = { maxErrors: limits.validationErrors, hideSuggestions: hidesSchema };
  const passes: ValidationRule[][] = [
    // First, as GraphQL's rule for the root of a subscription would call a variable there undefined.
    [unconditionalSubscriptions],
    limitingRules,
    [mergeLimits],
    introspection ? otherRules : [...otherRules, NoSchemaIntrospectionCustomRule],
  ];
  return {
    parse: (text) => {
      const tooLong = checkText(text);
      if (tooLong) throw tooLong;
      return parse(text, { maxTokens: limits.maxTokens });
    },
    validate: (document) => {
      for (const rules of passes) {
        const errors = validate(schema, document, rules, options);
        if (errors.length > 0) return errors;
      }
      return [];
    },
  };
}
