import { searchedTable } from "../../core/search/searched-table.js";

export const memberSearch = searchedTable("member", { name: "A", headline: "B" });
