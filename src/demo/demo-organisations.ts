import sql, { type Sql } from "sql-template-tag";

/** Codes as registers give them, of organisations that no register has. */
const codes = [
  { name: "Agentschap Open Overheid", code: "OVO999901" },
  { name: "Vlaams Bureau voor Slimme Dienstverlening", code: "OVO999902" },
  { name: "Fietskern BV", code: "0999999031" },
  { name: "Wisselwerk CV", code: "0999999130" },
];

/** Statement: the codes of some organisations, each once. */
export const demoOrganisations = (): Sql => sql`
  INSERT INTO organisation_code (code, organisation_id)
  SELECT given.code, organisation.id
  FROM jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) AS given (name text, code text)
  JOIN organisation ON organisation.name = given.name
  ON CONFLICT DO NOTHING`;
