/**
 * Prints new ideas, and goes on where it left off: after a broken connection, and after it was stopped itself.
 *
 *   node examples/node/watch.js [service] [state file]
 *
 * With INO_EMAIL and INO_PASSWORD it signs in the first time; later it renews its session, which the state file keeps beside
 * the cursor. A program that does more than print would rather keep the cursor in one transaction with what it does.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { WebSocket } from "ws";
import { ask } from "../live/ask.js";
import { codeOf } from "../live/follow.js";
import { Session } from "../live/session.js";
import { watchIdeas } from "../live/watch-ideas.js";

const [service = "http://127.0.0.1:4000", stateFile = "watch-state.json"] = process.argv.slice(2);
const { INO_EMAIL, INO_PASSWORD } = process.env;

const state = stateOf(stateFile);
function keep(changes) {
  Object.assign(state, changes);
  // Never half-written, and for nobody else to read: it holds a refresh token.
  writeFileSync(`${stateFile}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${stateFile}.new`, stateFile);
}

function stateOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return { cursor: null, session: null };
    throw error;
  }
}

const session = new Session({
  service,
  read: () => state.session,
  keep: (tokens) => keep({ session: tokens }),
});

/** One that does not wait for ever for an address that does not answer. */
class PatientWebSocket extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { handshakeTimeout: 10_000 });
  }
}

const words = (problem) =>
  Array.isArray(problem) ? problem[0].message : ((problem?.message || problem?.code) ?? "it ended");

try {
  if (!state.session && INO_EMAIL) await session.signIn(INO_EMAIL, INO_PASSWORD);
  await watchIdeas({
    service,
    session,
    webSocketImpl: PatientWebSocket,
    begin: async (token) => {
      if (!state.cursor) keep({ cursor: (await ask(service, "{ liveCursor }", { token })).liveCursor });
      return state.cursor;
    },
    show: (idea, cursor) => {
      console.log(`${idea.kind}: ${idea.title}${idea.author ? ` (${idea.author.name})` : ""}`);
      keep({ cursor });
    },
    onState: (what, problem) => console.error(problem ? `${what}: ${words(problem)}` : what),
  });
} catch (problem) {
  console.error(`It cannot go on: ${words(problem)}`);
  // Else each later run would ask for the same place again. What came since then is in the list.
  if (["INVALID_CURSOR", "CURSOR_EXPIRED"].includes(codeOf(problem))) {
    keep({ cursor: null });
    console.error("The next run begins with what comes by then.");
  }
  process.exit(1);
}
