import { searchedTable } from "../../core/search/searched-table.js";

export const ideaSearch = searchedTable("idea", { title: "A", body: "B" });
