import sql from "sql-template-tag";
import type { DomainModule } from "../domain-module.js";
import { Privacy1764000000011 } from "../../../migrations/1764000000011-privacy.js";
import { Erasure1764000000015 } from "../../../migrations/1764000000015-erasure.js";
import { ExportLinks1764000000037 } from "../../../migrations/1764000000037-export-links.js";
import { ExportLink } from "./export-link.entity.js";
import { serveExports } from "./export.routes.js";
import { confirmErasurePage } from "./confirm-erasure.page.js";
import { PrivacyMutations } from "./privacy.mutations.js";
import { SettingsResolver } from "./settings.resolver.js";
import type { CoreServices } from "../../core/graphql/context.js";
import type { ServiceOptions } from "../domain-module.js";
import { ErasureLog } from "../../core/access/erasure-log.js";
import { eraseAgain } from "./erasure.service.js";
import { erasureMail } from "./erasure.mail.js";
import type { PrivacyServices } from "./privacy.services.js";

export const privacyModule = {
  name: "privacy",
  entities: [ExportLink],
  migrations: [Privacy1764000000011, Erasure1764000000015, ExportLinks1764000000037],
  resolvers: [SettingsResolver, PrivacyMutations],
  routes: serveExports,
  pages: {
    "confirm-erasure": confirmErasurePage,
  },
  mails: { erasure: erasureMail },
  personalData: {
    personal: {
      export_link: {
        exported: { nothing: "Hashes of links for downloading this export, valid for an hour at most." },
        erased: ({ memberId }) => [sql`DELETE FROM export_link WHERE member_id = ${memberId}`],
      },
    },
  },
  retention: [sql`DELETE FROM export_link WHERE expires_at < now()`],
  services: (_base: CoreServices, { config, log, personalTables }: ServiceOptions): PrivacyServices => ({
    personalTables,
    erasureLog: new ErasureLog(config.erasureLog, log),
  }),
  start: ({ erasureLog }: CoreServices & PrivacyServices) => erasureLog.create(),
  restored: eraseAgain,
} satisfies DomainModule;
