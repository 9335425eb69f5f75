import { dropHeldMails, heldMails, releaseHeldMails } from "../core/mail/outbox.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino held-mails [list|release|drop]
After a restore, mails that were not sent at the time of the backup are held.
list     counts them, by kind (the default)
release  has them sent
drop     deletes them`;

export const command = defineCommand({
  usage,
  arguments: { min: 0, max: 1 },
  run: ({ positionals: [action = "list"] }) =>
    onNetwork(async ({ print, open }) => {
      if (!["list", "release", "drop"].includes(action))
        throw new CommandError(`There is no action ${action}.\n${usage}`);
      const { database } = await open();
      const held = await heldMails(database);
      for (const { kind, count, oldest } of held) print(`${kind}: ${count}, the oldest of ${oldest.toISOString()}`);
      const total = held.reduce((sum, { count }) => sum + count, 0);
      if (action === "release") await releaseHeldMails(database);
      if (action === "drop") await dropHeldMails(database);
      const done = { list: "held", release: "released", drop: "dropped" }[action]!;
      print(`${total} ${total === 1 ? "mail" : "mails"} ${done}.`);
      return 0;
    }),
});
