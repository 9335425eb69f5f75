import type { DomainModule } from "../domain-module.js";
import { OrganisationCodes1764000000043 } from "../../../migrations/1764000000043-organisation-codes.js";
import { OrganisationKeys1764000000052 } from "../../../migrations/1764000000052-organisation-keys.js";
import { OrganisationPages1764000000102 } from "../../../migrations/1764000000102-organisation-pages.js";
import { servePage } from "../../core/pages/serve-page.js";
import { OrganisationMutations } from "./editing/organisation.mutations.js";
import { OrganisationCode } from "./organisation-code.entity.js";
import { organisationAuditActions } from "./organisation.audit.js";
import { Organisation } from "./organisation.entity.js";
import { organisationErrors } from "./organisation.errors.js";
import { organisationPersonalData } from "./organisation.personal-data.js";
import { organisationPolicy } from "./organisation.policy.js";
import { organisationById } from "./organisation.reads.js";
import { OrganisationResolver } from "./organisation.resolver.js";
import { organisationSearch } from "./organisation.search.js";
import { organisationSubjects } from "./organisation.subject.js";
import { organisationPage } from "./page/organisation.page.js";

export const organisationsModule = {
  name: "organisations",
  entities: [Organisation, OrganisationCode],
  migrations: [OrganisationCodes1764000000043, OrganisationKeys1764000000052, OrganisationPages1764000000102],
  resolvers: [OrganisationResolver, OrganisationMutations],
  nodes: { organisation: organisationById },
  sharedFields: { Organisation: ["id", "name", "sector", "codes", "description", "website", "version"] },
  routes: (app, options) => servePage(app, options, "organisations", organisationPage),
  searched: [organisationSearch],
  mergedReferences: [{ to: "organisation", table: "organisation_code", column: "organisation_id" }],
  personalData: organisationPersonalData,
  userErrors: organisationErrors,
  auditActions: organisationAuditActions,
  subjects: organisationSubjects,
  policy: organisationPolicy,
} satisfies DomainModule;
