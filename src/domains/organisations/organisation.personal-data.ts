import type { PersonalData } from "../../core/access/personal-data.js";

export const organisationPersonalData: PersonalData = {
  impersonal: {
    organisation: {
      nobody:
        "A member's organisation; one that nobody is left in goes with its last member, unless a moderator has hidden it.",
      retention: "Until nobody belongs to it.",
    },
    organisation_code: {
      nobody: "The codes of organisations in public registers; they go with their organisation.",
      retention: "As long as the organisation.",
    },
  },
};
