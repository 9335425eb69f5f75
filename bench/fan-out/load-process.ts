import { Audience, type AudienceOptions, type Heard } from "./audience.js";

/** What the process with the subscribers is told. */
export type Command =
  | ({ do: "gather" } & AudienceOptions)
  | { do: "begin"; phase: number; events: number }
  | { do: "finish"; idleMs: number }
  | { do: "leave" };

export type Reply = { ok: true; heard: Heard | null } | { ok: false; message: string };

let audience: Audience | null = null;

async function obey(command: Command): Promise<Heard | null> {
  if (command.do === "gather") {
    audience = new Audience(command);
    await audience.gather();
  } else if (command.do === "begin") audience!.begin(command.phase, command.events);
  else if (command.do === "finish") return audience!.finish(command.idleMs);
  else audience?.leave();
  return null;
}

process.on("message", (command: Command) => {
  void obey(command)
    .then(
      (heard): Reply => ({ ok: true, heard }),
      (error: unknown): Reply => ({ ok: false, message: (error as Error).message }),
    )
    .then((reply) => process.send!(reply));
});
process.on("disconnect", () => process.exit());
