import type { PersonalData } from "../../core/access/personal-data.js";

export const themePersonalData: PersonalData = {
  impersonal: {
    theme: "The vocabulary.",
  },
};
