import { Certificates1764000000105 } from "../../../migrations/1764000000105-certificates.js";
import { CertificateMeetings1764000000107 } from "../../../migrations/1764000000107-certificate-meetings.js";
import type { CoreServices } from "../../core/graphql/context.js";
import { PeriodicJob } from "../../core/jobs/periodic-job.js";
import type { DomainModule } from "../domain-module.js";
import { BadgeKey } from "./badge/badge-key.entity.js";
import { resealBadgeKeyJob } from "./badge/reseal-badge-key.job.js";
import { Certificate } from "./certificate.entity.js";
import { certificateNotificationRules, certificateNotifications } from "./certificate.notifications.js";
import { certificatePersonalData } from "./certificate.personal-data.js";
import { certificateById } from "./certificate.reads.js";
import {
  CertificateResolver,
  EnrolmentCertificateResolver,
  ViewerCertificatesResolver,
} from "./certificate.resolver.js";
import { serveCertificates } from "./certificate.routes.js";
import { createCertificatesServices, type CertificatesServices } from "./certificates.services.js";
import { issueCertificates } from "./issue-certificates.js";

export const certificatesModule = {
  name: "certificates",
  entities: [BadgeKey, Certificate],
  migrations: [Certificates1764000000105, CertificateMeetings1764000000107],
  resolvers: [CertificateResolver, EnrolmentCertificateResolver, ViewerCertificatesResolver],
  nodes: { certificate: certificateById },
  routes: serveCertificates,
  services: createCertificatesServices,
  jobs: (services: CoreServices & CertificatesServices, log) =>
    services.badgeKeys ? [new PeriodicJob(resealBadgeKeyJob(services, services.badgeKeys.sealer, log), log)] : [],
  onCompletion: issueCertificates,
  personalData: certificatePersonalData,
  notifications: { kinds: certificateNotifications, rules: certificateNotificationRules },
} satisfies DomainModule;
