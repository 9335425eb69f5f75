import { Practices1764000000078 } from "../../../migrations/1764000000078-practices.js";
import { ImportedPractices1764000000079 } from "../../../migrations/1764000000079-imported-practices.js";
import { PracticeEdits1764000000080 } from "../../../migrations/1764000000080-practice-edits.js";
import { PracticeUseEdits1764000000087 } from "../../../migrations/1764000000087-practice-use-edits.js";
import { servePage } from "../../core/pages/serve-page.js";
import type { DomainModule } from "../domain-module.js";
import { PracticeEdit } from "./history/practice-edit.entity.js";
import { practiceEditById } from "./history/practice-edit.reads.js";
import { PracticeEditResolver, PracticeHistoryResolver } from "./history/practice-edit.resolver.js";
import { practiceUsesFile } from "./import/practice-use.import.js";
import { practicesFile } from "./import/practice.import.js";
import { practicePage } from "./page/practice.page.js";
import { PracticePublishedResolver } from "./live/practice-published.resolver.js";
import { practicePublished } from "./live/practice-published.subscription.js";
import {
  MemberPracticesResolver,
  OrganisationPracticesResolver,
  ThemePracticesResolver,
} from "./practice-lists.resolver.js";
import { PracticeTheme } from "./practice-theme.entity.js";
import { Practice } from "./practice.entity.js";
import { practiceErrors } from "./practice.errors.js";
import { PracticeMutations } from "./practice.mutations.js";
import { practiceNotificationRules, practiceNotifications } from "./practice.notifications.js";
import { practicePersonalData } from "./practice.personal-data.js";
import { practicePolicy } from "./practice.policy.js";
import { practiceById } from "./practice.reads.js";
import { PracticeResolver } from "./practice.resolver.js";
import { practiceSearch } from "./practice.search.js";
import { practiceSubjects } from "./practice.subject.js";
import { createPracticesServices } from "./practices.services.js";
import { IdeaPracticesResolver, RelatedPracticesResolver } from "./related/related-practices.resolver.js";
import { PracticeReviewMutations } from "./review/review.resolver.js";
import { PracticeUse } from "./uses/practice-use.entity.js";
import { practiceUseById } from "./uses/practice-use.reads.js";
import { PracticeUseResolver } from "./uses/practice-use.resolver.js";

export const practicesModule = {
  name: "practices",
  entities: [Practice, PracticeEdit, PracticeTheme, PracticeUse],
  migrations: [
    Practices1764000000078,
    ImportedPractices1764000000079,
    PracticeEdits1764000000080,
    PracticeUseEdits1764000000087,
  ],
  resolvers: [
    PracticeResolver,
    PracticeUseResolver,
    PracticeMutations,
    PracticeReviewMutations,
    PracticeHistoryResolver,
    PracticeEditResolver,
    MemberPracticesResolver,
    OrganisationPracticesResolver,
    ThemePracticesResolver,
    RelatedPracticesResolver,
    IdeaPracticesResolver,
    PracticePublishedResolver,
  ],
  subscriptions: [practicePublished],
  sharedFields: {
    PracticePublished: ["cursor", "practice"],
    Practice: [
      ...["id", "kind", "status", "title", "summary", "steps", "link", "licence", "language", "version"],
      ...["sharedAt", "editedAt", "sharedBy", "contact", "organisation", "themes"],
    ],
  },
  nodes: { practice: practiceById, practice_use: practiceUseById, practice_edit: practiceEditById },
  routes: (app, options) => servePage(app, options, "practices", practicePage),
  services: createPracticesServices,
  searched: [practiceSearch],
  mergedReferences: [
    { to: "theme", table: "practice_theme", column: "theme_id", uniqueWith: "practice_id" },
    { to: "organisation", table: "practice", column: "organisation_id" },
  ],
  importFiles: [practicesFile, practiceUsesFile],
  personalData: practicePersonalData,
  userErrors: practiceErrors,
  notifications: { kinds: practiceNotifications, rules: practiceNotificationRules },
  subjects: practiceSubjects,
  policy: practicePolicy,
} satisfies DomainModule;
