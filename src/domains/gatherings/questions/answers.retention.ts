import sql from "sql-template-tag";
import { endIn } from "../gathering-end.js";

/** Answers, among them needs that are health data, are deleted 30 days after the gathering, or after it was to be. */
export const answersRetention = [
  sql`DELETE FROM registration_answers a USING registration r, gathering g
    WHERE r.id = a.registration_id AND g.id = r.gathering_id AND ${endIn(sql`g`)} < now() - interval '30 days'`,
];
