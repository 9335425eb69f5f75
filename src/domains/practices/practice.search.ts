import { searchedTable } from "../../core/search/searched-table.js";

export const practiceSearch = searchedTable("practice", { title: "A", summary: "B", steps: "C" });
