import { GraphQLError } from "graphql";

/** As Apollo Server marks what validation finds. */
export const asValidation = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    extensions: { code: "GRAPHQL_VALIDATION_FAILED", ...error.extensions },
  });
