import { GraphQLScalarType } from "graphql";
import { GraphQLISODateTime } from "type-graphql";

export const DateTime = new GraphQLScalarType({
  ...GraphQLISODateTime.toConfig(),
  name: "DateTime",
  description: "A moment in ISO 8601 with milliseconds, in UTC: `2026-11-23T18:30:00.000Z`.",
});
