import "./closed-sets.js";
import type { DatabaseSchema } from "../core/database/data-source.js";
import { modules } from "./modules.js";

/** All tables and migrations. */
export const databaseSchema: DatabaseSchema = {
  entities: modules.flatMap(({ entities = [] }) => entities),
  migrations: modules.flatMap(({ migrations = [] }) => migrations),
};
