import { NoSchemaIntrospectionCustomRule, type ValidationRule } from "graphql";
import { limits, operationLimits } from "../../core/graphql/limits.js";

/** What a document has to pass, whichever the transport: for DocumentCache, and for Apollo Server. */
export interface DocumentChecks {
  parseOptions: { maxTokens: number };
  /** The rules beside GraphQL's own. */
  validationRules: ValidationRule[];
  validationOptions: { maxErrors: number };
}

export const documentChecks = (introspection: boolean): DocumentChecks => ({
  parseOptions: { maxTokens: limits.maxTokens },
  validationRules: introspection ? [operationLimits] : [operationLimits, NoSchemaIntrospectionCustomRule],
  validationOptions: { maxErrors: limits.validationErrors },
});
