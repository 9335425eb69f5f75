import { searchedTable } from "../../core/search/searched-table.js";

/** Members are found by their organisation, which has its own vector, so that one that is hidden finds nobody. */
export const organisationSearch = searchedTable("organisation", { name: "A" });
