import type { DomainModule } from "../domain-module.js";
import { OrganisationCodes1764000000043 } from "../../../migrations/1764000000043-organisation-codes.js";
import { OrganisationKeys1764000000052 } from "../../../migrations/1764000000052-organisation-keys.js";
import { OrganisationCode } from "./organisation-code.entity.js";
import { OrganisationCodesResolver } from "./organisation-codes.resolver.js";
import { Organisation } from "./organisation.entity.js";
import { organisationPersonalData } from "./organisation.personal-data.js";
import { organisationById } from "./organisation.reads.js";
import { organisationSearch } from "./organisation.search.js";
import { organisationSubjects } from "./organisation.subject.js";

export const organisationsModule = {
  name: "organisations",
  entities: [Organisation, OrganisationCode],
  migrations: [OrganisationCodes1764000000043, OrganisationKeys1764000000052],
  resolvers: [OrganisationCodesResolver],
  nodes: { organisation: organisationById },
  sharedFields: { Organisation: ["id", "name", "sector", "codes"] },
  searched: [organisationSearch],
  mergedReferences: [{ to: "organisation", table: "organisation_code", column: "organisation_id" }],
  personalData: organisationPersonalData,
  subjects: organisationSubjects,
} satisfies DomainModule;
