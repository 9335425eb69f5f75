import { NoSchemaIntrospectionCustomRule, type ValidationRule } from "graphql";
import type { Config } from "../../config.js";
import { operationLimits } from "../../core/graphql/limits.js";

/** What a document must keep to beside GraphQL's own rules. */
export const documentRules = ({ introspection }: Pick<Config, "introspection">): ValidationRule[] =>
  introspection ? [operationLimits] : [operationLimits, NoSchemaIntrospectionCustomRule];
