import { line } from "../../core/graphql/validation.js";

export const maxOrganisationNameLength = 200;
export const organisationName = line(maxOrganisationNameLength);
