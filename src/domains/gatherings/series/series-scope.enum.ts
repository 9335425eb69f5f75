import { registerEnumType } from "type-graphql";

export enum SeriesScope {
  THIS = "THIS",
  FOLLOWING = "FOLLOWING",
  ALL = "ALL",
}

registerEnumType(SeriesScope, {
  name: "SeriesScope",
  description: "Which gatherings of a series a change is for.",
  valuesConfig: {
    THIS: { description: "This gathering alone, which differs from its series from then on (enkel deze)." },
    FOLLOWING: { description: "This gathering and those that begin after it (deze en de volgende)." },
    ALL: { description: "All gatherings of the series that are not over, and this one (alle)." },
  },
});
