import "reflect-metadata";
import { commandServices } from "../app/create-services.js";
import { systemContext } from "../core/graphql/context.js";
import {
  invitationCounts,
  invite,
  sourcesOf,
  type InvitationCounts,
} from "../domains/identity/invitations/invite.service.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino invite --source NAME [--dry-run] [--per-minute N]
Invites the imported members of a source to sign in: each who has an e-mail address, has never signed in and was not
invited before gets one mail with a link. The running service sends the mails. Can be repeated after it was broken off.
--dry-run       counts them, and writes nothing
--per-minute N  how many mails are sent in a minute, 1 to 6000 (300)`;

export const command = defineCommand({
  usage,
  options: {
    source: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    "per-minute": { type: "string", default: "300" },
  },
  run: ({ values }) =>
    onNetwork(async ({ config, print, open, log }) => {
      const { source, "dry-run": isDryRun, "per-minute": pace } = values;
      if (source === undefined) throw new CommandError(`--source is missing.\n${usage}`);
      const perMinute = Number(pace);
      if (!Number.isInteger(perMinute) || perMinute < 1 || perMinute > 6_000)
        throw new CommandError(`--per-minute is a whole number from 1 to 6000, not ${pace}.\n${usage}`);
      const { database, url: databaseUrl } = await open({ statementTimeoutMs: 60_000 });
      const counts = await invitationCounts(database, source);
      if (counts.members === 0) throw new CommandError(unknownSource(source, await sourcesOf(database)));
      print(summary(source, counts));
      if (isDryRun) {
        print(`To invite: ${counts.left}. Nothing was written.`);
        return 0;
      }
      const services = commandServices({ config, log, database, databaseUrl });
      const { invited, held } = await invite(systemContext(services, log), { source, perMinute });
      print(
        `Invited: ${invited}.${held > 0 ? ` ${held} later, as many mails went to their addresses lately: repeat it.` : ""}`,
      );
      if (invited > 0) {
        print(
          config.smtpUrl === undefined
            ? "SMTP_URL is not set: the service writes the mails to files in DATA_DIR/mail."
            : `The service sends them, ${perMinute} in a minute.`,
        );
      }
      return 0;
    }),
});

function summary(source: string, { members, withoutAddress, signedIn, invited }: InvitationCounts): string {
  return (
    `${members} ${members === 1 ? "member" : "members"} of ${source}: ${withoutAddress} without an e-mail address, ` +
    `${signedIn} have signed in, ${invited} were invited before.`
  );
}

function unknownSource(source: string, known: string[]): string {
  if (known.length === 0) return "No members were imported: import them first, with npm run import.";
  return `No members were imported from ${source}. The sources are ${known.join(", ")}.`;
}
