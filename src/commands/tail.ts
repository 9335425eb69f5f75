import { CloseCode } from "graphql-ws";
import { ideaLine } from "./tail/idea-line.js";
import { IdeaWatch, type WatchOptions } from "./tail/idea-watch.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { codeOf, wordsOf, type Problem } from "./tail/problems.js";

const usage = `Usage: ino tail [--url URL] [--token TOKEN] [--themes SLUG,…] [--kinds KIND,…] [--since CURSOR]
Prints new ideas of a running service as they are posted, a line each, until Ctrl+C.
--url URL        the address of the service, by default http://127.0.0.1:4000
--token TOKEN    an access token, to see what its member sees
--themes SLUG,…  only ideas with one of these themes, or a narrower one
--kinds KIND,…   only ideas of these kinds: IDEA, QUESTION, TRY_OUT, SHOWCASE
--since CURSOR   begins after this cursor, which the end of a run prints`;

export const command = defineCommand({
  usage,
  options: {
    url: { type: "string", default: "http://127.0.0.1:4000" },
    token: { type: "string" },
    themes: { type: "string" },
    kinds: { type: "string" },
    since: { type: "string" },
  },
  run: async ({ values: { url, token, themes, kinds, since } }) => {
    // Who reads the output may stop reading it, as `head` does.
    process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
    const [themeList, kindList] = [listOf(themes), listOf(kinds?.toUpperCase())];
    const filter = { ...(themeList && { themes: themeList }), ...(kindList && { kinds: kindList }) };
    await tail({ url: socketUrl(url), token, filter, since: since ?? null });
    return undefined;
  },
});

async function tail(options: Pick<WatchOptions, "url" | "token" | "filter" | "since">): Promise<void> {
  const coloured = process.stdout.isTTY && !process.env.NO_COLOR;
  /** Whether the loss of the connection was reported; null before the first connection. */
  let lost: boolean | null = null;
  const watch = new IdeaWatch({
    ...options,
    show: (idea) => process.stdout.write(`${ideaLine(idea, { now: new Date(), coloured })}\n`),
    watching: () => {
      if (lost !== false) tell(lost ? "Connected again." : `Watching ${options.url}; Ctrl+C ends it.`);
      lost = false;
    },
    lost: (problem) => {
      if (!lost) tell(`${lost === null ? "No connection" : "Connection lost"} (${wordsOf(problem)}); trying again.`);
      lost = true;
    },
  });
  const tellCursor = (): void => {
    if (watch.cursor !== null) tell(`Go on from here with --since ${watch.cursor}`);
  };
  process.once("SIGINT", () => {
    tellCursor();
    process.exit(0);
  });
  const problem = await watch.run();
  tell(remedyOf(problem));
  if (codeOf(problem) === CloseCode.Forbidden) tellCursor();
  process.exit(1);
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

function remedyOf(problem: Problem): string {
  const code = codeOf(problem);
  if (code === "INVALID_CURSOR") return "--since is not a cursor of this stream: leave it out to begin now.";
  if (code === "CURSOR_EXPIRED")
    return "What was posted after --since is not kept in the stream any more: leave it out to begin now, and look in the list of ideas for what came before.";
  if (code === CloseCode.Forbidden)
    return "The access token is not valid, or not any more: print another by `ino token`.";
  return typeof code === "number"
    ? `The service refuses to talk (${wordsOf(problem)}): is this the address of an INO network service of this version?`
    : wordsOf(problem);
}

const listOf = (text: string | undefined): string[] | undefined =>
  text
    ?.split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

/** The address of the WebSocket of a service that is known by its own address. */
function socketUrl(address: string): string {
  if (!/^(http|ws)s?:\/\//.test(address) || !URL.canParse(address))
    throw new CommandError(`${address} is not the address of a service: it begins with http:// or https://.`);
  const url = new URL(address.replace(/^http/, "ws"));
  if (!url.pathname.endsWith("/graphql")) url.pathname = url.pathname.replace(/\/?$/, "/graphql");
  return url.href;
}
