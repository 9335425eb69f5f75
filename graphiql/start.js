import { createFetcher } from "./fetcher.js";
import { createSession } from "./session.js";

/** Relative to this file, so that the page works behind any base path. */
const here = (path) => new URL(path, import.meta.url);
const endpoint = here("../graphql");
const byId = (id) => document.getElementById(id);

const session = createSession(endpoint, (email, problem) => {
  byId("sign-in").hidden = email !== null;
  byId("signed-in").hidden = email === null;
  byId("who").textContent = email ?? "";
  byId("problem").textContent = problem;
});

const shown = (work) => work.catch((error) => (byId("problem").textContent = error.message));

byId("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  const { email, password } = event.target.elements;
  void shown(session.signIn(email.value, password.value).then(() => (password.value = "")));
});
byId("sign-out").addEventListener("click", () => void shown(session.signOut()));

globalThis.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) =>
    here(`${label === "json" || label === "graphql" ? label : "editor"}-worker.js`).href,
};

const tabs = await (await fetch(here("tabs.json"))).json();
globalThis.YogaGraphiQL.renderYogaGraphiQL(byId("root"), {
  title: "INO network",
  fetcher: createFetcher(endpoint, session),
  defaultTabs: tabs.map((query) => ({ query })),
  shouldPersistHeaders: false,
});
