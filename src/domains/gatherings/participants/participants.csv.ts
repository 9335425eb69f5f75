import { stringify } from "csv-stringify/sync";
import { guarded } from "../../../import/cells/formula-guard.js";
import type { Gathering } from "../gathering.entity.js";
import type { RegistrationAnswer } from "../questions/registration-answer.types.js";
import type { Participant } from "./participants.reads.js";

/** The participants as a table that spreadsheets open; with the answers to these questions, a column each. */
export function participantsCsv(participants: readonly Participant[], questions: Gathering["questions"]): string {
  const header = ["name", "organisation", "guest", "status", "registered_at", "checked_in_at"];
  const rows = participants.map(({ name, organisation, isGuest, registration, checkedInAt, answers }) => [
    name ?? "",
    organisation ?? "",
    isGuest ? "yes" : "no",
    registration.status,
    registration.registeredAt?.toISOString() ?? "",
    checkedInAt?.toISOString() ?? "",
    ...questions.map(({ id }) => textOf(answers.find(({ question }) => question.id === id))),
  ]);
  const table = [[...header, ...questions.map(({ text }) => text)], ...rows];
  // What a spreadsheet would take for a formula begins with an apostrophe; the byte order mark tells it that this is UTF-8.
  return stringify(
    table.map((row) => row.map(guarded)),
    { bom: true, record_delimiter: "windows" },
  );
}

function textOf(answer: RegistrationAnswer | undefined): string {
  if (!answer) return "";
  const { text, choice, yes } = answer;
  return text ?? choice ?? (yes == null ? "" : yes ? "yes" : "no");
}
