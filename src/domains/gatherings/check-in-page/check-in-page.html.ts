import { escaped, htmlPage, problemIn } from "../../../core/pages/html-page.js";
import type { Language } from "../../../core/texts/language.js";
import { timeIn } from "../attendance/check-in.wording.js";
import type { Gathering } from "../gathering.entity.js";
import { RegistrationStatus } from "../gathering.enums.js";
import { checkInPageTexts, type CheckInProblem } from "./check-in-page.texts.js";
import { maxFound, type Participant } from "./participants.js";

/** What the page shows above its forms. */
export interface Shown {
  problem?: CheckInProblem;
  /** Who was just checked in or not any more, or was found. */
  checkedIn?: Participant;
  undone?: Participant;
  found?: Participant[];
}

/** The page of a gathering: what came of the last request, and a form for a code and one for a name. */
export function checkInPage(language: Language, gathering: Gathering, shown: Shown = {}): string {
  const texts = checkInPageTexts[language];
  const { problem, checkedIn, undone, found } = shown;
  const list = (people: Participant[]): string =>
    people.map((person) => `<li>${participantLine(language, gathering, person)}</li>`).join("\n");
  return htmlPage(
    language,
    texts.title,
    [
      `<p>${escaped(gathering.title)}</p>`,
      problem ? problemIn(texts.problems[problem]) : "",
      checkedIn ? `<p role="status"><strong>${escaped(texts.checkedIn(checkedIn.name))}</strong></p>` : "",
      undone ? `<p role="status">${escaped(texts.undone(undone.name))}</p>` : "",
      checkedIn ? form("undo", checkedIn, texts.undo) : "",
      found ? `<h2>${texts.results}</h2>\n<ul>\n${list(found.slice(0, maxFound))}\n</ul>` : "",
      found && found.length > maxFound ? `<p>${texts.more}</p>` : "",
      `<form method="post">
<input type="hidden" name="action" value="code">
<label for="code">${texts.code}</label>
<input id="code" name="code" maxlength="40" required autofocus autocomplete="off" autocapitalize="characters" spellcheck="false">
<button>${texts.checkIn}</button>
</form>
<form method="post">
<input type="hidden" name="action" value="search">
<label for="name">${texts.name}</label>
<input id="name" name="name" maxlength="100" required autocomplete="off" spellcheck="false">
<button>${texts.search}</button>
</form>`,
    ]
      .filter((part) => part !== "")
      .join("\n"),
  );
}

/** A page of somebody whom the page of a gathering is not for, or not now. */
export function refusedPage(language: Language, refused: { problem: CheckInProblem } | { notBefore: string }): string {
  const texts = checkInPageTexts[language];
  const text = "problem" in refused ? texts.problems[refused.problem] : texts.notYet(refused.notBefore);
  return htmlPage(language, texts.problemTitle, problemIn(text));
}

function participantLine(language: Language, gathering: Gathering, person: Participant): string {
  const texts = checkInPageTexts[language];
  const { name, status, checkedInAt } = person;
  const of = (note: string): string => `<strong>${escaped(name)}</strong> ${note}`;
  if (checkedInAt !== null)
    return `${of(texts.hereSince(timeIn(checkedInAt, gathering.timeZone, language)))} ${form("undo", person, texts.undo)}`;
  return status === RegistrationStatus.WAITLISTED
    ? `${of(texts.waits)} ${form("checkIn", person, texts.letIn)}`
    : `${of("")}${form("checkIn", person, texts.checkIn)}`;
}

const form = (action: string, { registrationId }: Participant, button: string): string =>
  `<form method="post"><input type="hidden" name="action" value="${action}">` +
  `<input type="hidden" name="registration" value="${escaped(registrationId)}"><button>${escaped(button)}</button></form>`;
