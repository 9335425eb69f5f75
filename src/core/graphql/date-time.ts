import { GraphQLScalarType } from "graphql";
import { GraphQLISODateTime } from "type-graphql";

export const DateTime = new GraphQLScalarType({
  ...GraphQLISODateTime.toConfig(),
  name: "DateTime",
  description: "A point in time in ISO 8601 format with milliseconds, in UTC: `2026-11-23T18:30:00.000Z`.",
});
