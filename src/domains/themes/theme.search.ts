import { searchedTable } from "../../core/search/searched-table.js";

export const themeSearch = searchedTable("theme", {
  ...{ label_nl: "A", label_fr: "A", label_en: "A" },
  ...{ synonyms: "B", slug: "C" },
});
