import { describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../src/core/project-root.js";
import { createLogger } from "../src/logger.js";
import { terminalLog } from "../src/terminal-log.js";
import { describeWith } from "./support/installed.js";

/** What a terminal shows of these lines, without colours. */
function shown(work: (log: ReturnType<typeof createLogger>) => void): string {
  let text = "";
  const out = { write: (line: string) => ((text += line), true) } as unknown as NodeJS.WriteStream;
  work(createLogger("debug", terminalLog(out)));
  // eslint-disable-next-line no-control-regex -- the colours
  return text.replace(/\x1b\[\d+m/g, "");
}

describe("the log of a terminal", () => {
  it("is a line a message, with the time, the level and the values", () => {
    const text = shown((log) => {
      log.info({ method: "POST", path: "/graphql", status: 200, ms: 3, reqId: "x" }, "request");
      log.child({ reqId: "y" }).warn({ postgres: { pid: 7 } }, "started PostgreSQL");
    });
    expect(text).toMatch(
      /^\[\d\d:\d\d:\d\d\] INFO: request method=POST path=\/graphql status=200 ms=3\n\[\d\d:\d\d:\d\d\] WARN: started PostgreSQL postgres=\{"pid":7\}\n$/,
    );
  });

  it("has an error and its causes with where they happened, below", () => {
    const error = new TypeError("no", { cause: Object.assign(new Error("deeper"), { code: "ECONNREFUSED" }) });
    const text = shown((log) => log.error({ err: error }, "fault"));
    expect(text).toMatch(/ERROR: fault\n {4}TypeError: no\n {4} +at [^]*\n {4}Error ECONNREFUSED: deeper\n {4} +at /);
  });

  it("has no character that steers the terminal", () => {
    const text = shown((log) => log.info({ file: "a\u001b[2Jb" }, "wrote\r\na mail"));
    expect(text).toMatch(/ INFO: wrote\\r\\na mail file=a\\u001b\[2Jb\n$/);
  });
});

const logger = JSON.stringify(join(projectRoot, "dist/src/logger.js"));
/** Logs, and ends at once and in the worst way. */
const crash = `
  const { createLogger } = await import(${logger});
  const log = createLogger("info");
  for (let n = 0; n < 500; n++) log.info({ n }, "line");
  process.kill(process.pid, "SIGKILL");`;

describe("the log of a machine", () => {
  it("is JSON, and complete after a crash", () => {
    const text = execFileSync("sh", ["-c", `"$0" --input-type=module -e "$1"; true`, process.execPath, crash], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { n: number });
    expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: 500 }, (_, n) => n));
  });
});

describeWith(["script"], "the log of a terminal of this machine", ({ script }) => {
  const inTerminal = (env: Record<string, string>): string => {
    const command = `"$NODE" --input-type=module -e "$PROGRAM"; true`;
    const { NO_COLOR: _, ...rest } = process.env;
    return execFileSync(script, ["-qec", command, "/dev/null"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...rest, TERM: "xterm", NODE: process.execPath, PROGRAM: crash, ...env },
    });
  };

  it("is coloured, and complete after a crash", () => {
    const text = inTerminal({});
    expect(text.match(/line \S*n=\d+/g)).toHaveLength(500);
    expect(text).toContain("\x1b[32mINFO\x1b[39m");
    expect(text).not.toContain('"msg"');
  });

  it("is not coloured with NO_COLOR", () => {
    const text = inTerminal({ NO_COLOR: "1" });
    expect(text.match(/INFO: line n=\d+/g)).toHaveLength(500);
    expect(text).not.toContain("\x1b[3");
  });
});
