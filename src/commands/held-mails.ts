import "reflect-metadata";
import { dropHeldMails, heldMails, releaseHeldMails } from "../core/mail/outbox.js";
import { readOptions } from "./options.js";
import { CommandError, runCommand } from "./run-command.js";

const usage = `Usage: npm run held-mails -- [list|release|drop]
After a restore, mails that were not sent at the time of the backup are held.
list     counts them, by kind (the default)
release  has them sent
drop     deletes them`;

/** `npm run held-mails`: what becomes of the mails that a restore has brought back. */
await runCommand(async ({ args, print, open }) => {
  const parsed = readOptions(args, { options: {}, max: 1, usage });
  if (!parsed) return 0;
  const [action = "list"] = parsed.positionals;
  if (!["list", "release", "drop"].includes(action)) throw new CommandError(`There is no action ${action}.\n${usage}`);
  const { database } = await open();
  const held = await heldMails(database);
  for (const { kind, count, oldest } of held) print(`${kind}: ${count}, the oldest of ${oldest.toISOString()}`);
  const total = held.reduce((sum, { count }) => sum + count, 0);
  if (action === "release") await releaseHeldMails(database);
  if (action === "drop") await dropHeldMails(database);
  const done = { list: "held", release: "released", drop: "dropped" }[action]!;
  print(`${total} ${total === 1 ? "mail" : "mails"} ${done}.`);
  return 0;
});
