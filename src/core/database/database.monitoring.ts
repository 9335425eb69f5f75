import sql from "sql-template-tag";
import type { ReadinessCheck } from "../metrics/readiness-check.js";
import type { Database } from "./database.js";

export const databaseReadiness =
  (database: Database): ReadinessCheck =>
  () =>
    database.query(sql`SELECT 1`).then(
      () => null,
      () => "the database cannot be reached",
    );
