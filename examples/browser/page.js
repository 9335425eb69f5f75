/**
 * Shows new ideas as they are posted. What was posted while the page was closed, or its connection broken, comes first when
 * it is back: the cursor of the last idea shown is kept in localStorage, and so is the session.
 */
import { ask } from "./live/ask.js";
import { Session, SignInNeeded } from "./live/session.js";
import { codeOf } from "./live/follow.js";
import { watchIdeas } from "./live/watch-ideas.js";

const service = new URLSearchParams(location.search).get("service") ?? "http://127.0.0.1:4000";
const $ = (id) => document.getElementById(id);

const session = new Session({
  service,
  read: () => JSON.parse(localStorage.getItem("ino.session")),
  keep: (tokens) => {
    localStorage.setItem("ino.session", JSON.stringify(tokens));
    showWho();
  },
  // One tab at a time: a refresh token works once.
  alone: (work) => navigator.locks.request("ino.session", work),
});

const LATEST = `{ liveCursor ideas(first: 10) { nodes { id kind title author { name } themes { slug } } } }`;

/** Where the last visit ended; at the first one the newest ideas are shown, with the cursor that was asked in one go with them. */
async function begin(token) {
  const kept = localStorage.getItem("ino.cursor");
  if (kept !== null) return kept;
  const { liveCursor, ideas } = await ask(service, LATEST, { token });
  for (const idea of ideas.nodes.reverse()) add(idea);
  localStorage.setItem("ino.cursor", liveCursor);
  return liveCursor;
}

function show(idea, cursor) {
  add(idea);
  localStorage.setItem("ino.cursor", cursor);
}

/** The newest on top. What members wrote is put in as text, never as HTML. */
function add({ id, kind, title, author, themes }) {
  // The list may hold already what comes first in the stream.
  if ($("ideas").querySelector(`[data-id="${id}"]`)) return;
  const item = document.createElement("li");
  item.dataset.id = id;
  const line = (name, text) => item.appendChild(document.createElement(name)).append(text);
  line("strong", title);
  line("small", [kind, author?.name, ...themes.map(({ slug }) => slug)].filter(Boolean).join(" · "));
  $("ideas").prepend(item);
}

const states = { watching: "Watching: new ideas appear by themselves.", lost: "No connection; trying again…" };
const tell = (text) => ($("status").textContent = text);

let client = null;
/** Who is signed in has changed, and so may have what they may see. */
const reconnect = () => client?.terminate();

function showWho() {
  const signedIn = session.read() !== null;
  $("sign-in").hidden = signedIn;
  $("sign-out").hidden = !signedIn;
}

$("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { email, password } = Object.fromEntries(new FormData(event.target));
  try {
    await session.signIn(email, password);
    event.target.reset();
    reconnect();
  } catch (problem) {
    tell(problem instanceof SignInNeeded ? problem.message : "The sign-in did not come through: try again.");
  }
});

$("sign-out").addEventListener("click", async () => {
  const token = session.read()?.accessToken;
  session.keep(null);
  reconnect();
  await ask(service, "mutation { signOut(input: {}) { userErrors { message } } }", { token }).catch(() => undefined);
});

showWho();
for (;;)
  try {
    const onState = (state) => tell(states[state]);
    await watchIdeas({ service, session, begin, show, onState, opened: (opened) => (client = opened) });
  } catch (problem) {
    if (["INVALID_CURSOR", "CURSOR_EXPIRED"].includes(codeOf(problem))) {
      // The last visit is too long ago, or was to another network: begin as at the first one.
      localStorage.removeItem("ino.cursor");
      $("ideas").replaceChildren();
    } else if (!(problem instanceof SignInNeeded)) {
      const isOwn = problem instanceof Error;
      tell(isOwn ? `${problem}` : "The service refuses to talk to this page: it may be of another version.");
      break;
    }
    // Whose session has ended goes on as nobody, until they sign in again.
  }
