import { escaped, htmlPage, problemIn } from "../../../core/pages/html-page.js";
import { Language } from "../../../core/texts/language.js";
import { localTimes } from "../../../core/texts/local-time.js";
import { RegistrationStatus } from "../gathering.enums.js";
import { RegistrationQuestionKind, type RegistrationQuestion } from "../questions/registration-question.types.js";
import type { GuestView } from "./guest-page.reads.js";

interface PageTexts {
  title: string;
  status: Record<RegistrationStatus, string>;
  unconfirmed: string;
  over: string;
  name: string;
  yes: string;
  no: string;
  noAnswer: string;
  confirm: string;
  change: string;
  cancel: string;
  erase: string;
  erased: string;
}

const texts: Record<Language, PageTexts> = {
  [Language.NL]: {
    title: "Je inschrijving",
    status: {
      GOING: "Je hebt een plaats.",
      WAITLISTED: "Je staat op de wachtlijst. Komt er een plaats vrij, dan krijg je een mail.",
      CANCELLED: "Je inschrijving is geannuleerd.",
      REQUESTED: "Je aanvraag is bij de gastheer of gastvrouw.",
      INVITED: "Je bent uitgenodigd.",
      DECLINED: "Je inschrijving is niet aanvaard.",
    },
    unconfirmed: "Bevestig dat jij je inschrijft voor deze bijeenkomst.",
    over: "Deze bijeenkomst is voorbij of afgelast.",
    name: "Je naam",
    yes: "ja",
    no: "nee",
    noAnswer: "geen antwoord",
    confirm: "Ja, ik schrijf me in",
    change: "Wijzigen",
    cancel: "Inschrijving annuleren",
    erase: "Annuleren en mijn gegevens wissen",
    erased: "Je naam, je adres en je antwoorden zijn gewist.",
  },
  [Language.FR]: {
    title: "Votre inscription",
    status: {
      GOING: "Vous avez une place.",
      WAITLISTED: "Vous êtes sur la liste d'attente. Si une place se libère, vous recevrez un courriel.",
      CANCELLED: "Votre inscription est annulée.",
      REQUESTED: "Votre demande est chez l'hôte.",
      INVITED: "Vous êtes invité(e).",
      DECLINED: "Votre inscription n'est pas acceptée.",
    },
    unconfirmed: "Confirmez que vous vous inscrivez à cette rencontre.",
    over: "Cette rencontre est terminée ou annulée.",
    name: "Votre nom",
    yes: "oui",
    no: "non",
    noAnswer: "pas de réponse",
    confirm: "Oui, je m'inscris",
    change: "Modifier",
    cancel: "Annuler l'inscription",
    erase: "Annuler et effacer mes données",
    erased: "Votre nom, votre adresse et vos réponses sont effacés.",
  },
  [Language.EN]: {
    title: "Your registration",
    status: {
      GOING: "You have a place.",
      WAITLISTED: "You are on the waiting list. When a place comes free, you get a mail.",
      CANCELLED: "Your registration is cancelled.",
      REQUESTED: "Your request is with the hosts.",
      INVITED: "You are invited.",
      DECLINED: "Your registration was declined.",
    },
    unconfirmed: "Confirm that you register for this gathering.",
    over: "This gathering is over or was cancelled.",
    name: "Your name",
    yes: "yes",
    no: "no",
    noAnswer: "no answer",
    confirm: "Yes, I register",
    change: "Change",
    cancel: "Cancel the registration",
    erase: "Cancel and erase my data",
    erased: "Your name, your address and your answers are erased.",
  },
};

/** The statuses that a guest can change or cancel. */
const registered: RegistrationStatus[] = [
  RegistrationStatus.GOING,
  RegistrationStatus.WAITLISTED,
  RegistrationStatus.REQUESTED,
];

/** The page with what there is to do, and what went wrong the last time. */
export function guestPage(view: GuestView, token: string, problem?: string): string {
  const { guest, status, isToCome } = view;
  const { language } = guest;
  const words = texts[language];
  const form = (action: string, button: string, fields = ""): string =>
    `<form method="post" action="guest-registration">
<input type="hidden" name="token" value="${escaped(token)}"><input type="hidden" name="action" value="${action}">
${fields}<button>${escaped(button)}</button>
</form>`;
  const stands = status !== null && registered.includes(status);
  const canConfirm = status === null || status === RegistrationStatus.CANCELLED;
  const forms = [
    ...(isToCome && canConfirm ? [form("confirm", words.confirm, fieldsOf(view))] : []),
    ...(isToCome && stands ? [form("change", words.change, fieldsOf(view)), form("cancel", words.cancel)] : []),
    form("erase", words.erase),
  ];
  const state = !isToCome ? words.over : status === null ? words.unconfirmed : words.status[status];
  return htmlPage(
    language,
    words.title,
    `${problem === undefined ? "" : problemIn(problem)}${detailsOf(view)}
<p>${escaped(state)}</p>
${forms.join("\n")}`,
  );
}

/** When and where it is; the address for joining online for who has a place. */
function detailsOf(view: GuestView): string {
  if (view.title === null) return "";
  const lines = [localTimes(view, view.guest.language), view.placeName, view.placeAddress].filter(
    (line) => line !== null,
  );
  const online =
    view.status === RegistrationStatus.GOING && view.onlineUrl !== null
      ? [`<a href="${escaped(view.onlineUrl)}" rel="noreferrer">${escaped(view.onlineUrl)}</a>`]
      : [];
  return `<p>${[`<strong>${escaped(view.title)}</strong>`, ...lines.map(escaped), ...online].join("<br>")}</p>`;
}

function fieldsOf({ guest, questions, answers }: GuestView): string {
  const words = texts[guest.language];
  const name = `<label for="name">${escaped(words.name)}</label>
<input id="name" name="name" value="${escaped(guest.name ?? "")}" maxlength="120" required>\n`;
  return name + questions.map((question) => fieldOf(question, answers[question.id], words)).join("");
}

function fieldOf(
  { id, text, kind, options, required }: RegistrationQuestion,
  answer: string | boolean | undefined,
  words: PageTexts,
): string {
  const name = `answer-${id}`;
  const isRequired = required ? " required" : "";
  const label = `<label for="${name}">${escaped(text)}</label>\n`;
  if (kind === RegistrationQuestionKind.TEXT)
    return `${label}<textarea id="${name}" name="${name}" rows="2" maxlength="500"${isRequired}>${escaped(typeof answer === "string" ? answer : "")}</textarea>\n`;
  const choices =
    kind === RegistrationQuestionKind.CHOICE
      ? options.map((option) => [option, option, option === answer] as const)
      : ([
          ["true", words.yes, answer === true],
          ["false", words.no, answer === false],
        ] as const);
  const listed = [["", words.noAnswer, answer === undefined] as const, ...choices].map(
    ([value, shown, chosen]) =>
      `<option value="${escaped(value)}"${chosen ? " selected" : ""}>${escaped(shown)}</option>`,
  );
  return `${label}<select id="${name}" name="${name}"${isRequired}>${listed.join("")}</select>\n`;
}

/** The page once nothing is left of the guest. */
export const erasedPage = (language: Language): string =>
  htmlPage(language, texts[language].title, `<p>${escaped(texts[language].erased)}</p>`);

/** The page of a link that does not work. */
export const brokenLinkPage = (language: Language, problem: string): string =>
  htmlPage(language, texts[language].title, problemIn(problem));
