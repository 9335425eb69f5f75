import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { DomainModule } from "../domain-module.js";
import { Privacy1764000000011 } from "../../../migrations/1764000000011-privacy.js";
import { Erasure1764000000015 } from "../../../migrations/1764000000015-erasure.js";
import { ExportLinks1764000000037 } from "../../../migrations/1764000000037-export-links.js";
import { ExportLink } from "./export-link.entity.js";
import { serveExports } from "./export.routes.js";
import { confirmErasurePage } from "./confirm-erasure.page.js";
import { PrivacyMutations } from "./privacy.mutations.js";
import { NotificationMailsResolver } from "./notification-mails.resolver.js";
import { SettingsResolver } from "./settings.resolver.js";
import type { CoreServices } from "../../core/graphql/context.js";
import type { ServiceOptions } from "../domain-module.js";
import { ErasureLog } from "../../core/access/erasure-log.js";
import { PeriodicJob } from "../../core/jobs/periodic-job.js";
import type { IdentityServices } from "../identity/identity.services.js";
import { dormancyJob } from "./dormancy/dormancy.job.js";
import { dormancyMail, dormancyMailFailed } from "./dormancy/dormancy.mail.js";
import { eraseAgain } from "./erasure.service.js";
import { erasureMail } from "./erasure.mail.js";
import type { PrivacyServices } from "./privacy.services.js";

export const privacyModule = {
  name: "privacy",
  entities: [ExportLink],
  migrations: [Privacy1764000000011, Erasure1764000000015, ExportLinks1764000000037],
  resolvers: [SettingsResolver, NotificationMailsResolver, PrivacyMutations],
  routes: serveExports,
  pages: {
    "confirm-erasure": confirmErasurePage,
  },
  mails: { erasure: erasureMail, dormancy: dormancyMail },
  undelivered: { dormancy: dormancyMailFailed },
  personalData: {
    personal: {
      export_link: {
        purpose: "Lets a member download their data.",
        retention: "1 hour at most.",
        exported: { nothing: "Hashes of links for downloading this export, valid for an hour at most." },
        erased: ({ memberId }) => [sql`DELETE FROM export_link WHERE member_id = ${memberId}`],
      },
    },
  },
  retention: [sql`DELETE FROM export_link WHERE expires_at < now()`],
  services: (_base: CoreServices, { config, log, personalTables }: ServiceOptions): PrivacyServices => ({
    personalTables,
    erasureLog: new ErasureLog(config.erasureLog, log),
    dormancy: config.dormancy ?? null,
  }),
  start: ({ erasureLog }: CoreServices & PrivacyServices) => erasureLog.create(),
  jobs: (services: CoreServices & IdentityServices & PrivacyServices, log: Logger) =>
    services.dormancy ? [new PeriodicJob(dormancyJob(services, services.dormancy, log), log)] : [],
  restored: eraseAgain,
} satisfies DomainModule;
