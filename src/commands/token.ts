import { v7 as uuidv7 } from "uuid";
import { Role } from "../core/access/role.js";
import { normalizedEmail } from "../core/texts/email-address.js";
import { grantAsOperator } from "../domains/identity/role.service.js";
import { keptSecret } from "../domains/identity/secret.js";
import { Tokens } from "../domains/identity/tokens.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino token EMAIL [${Object.values(Role).join("|")}]…
Grants the roles to the member with this address, and prints an access token of theirs, which is valid for 15 minutes;
nothing else is printed on standard output.`;

export const command = defineCommand({
  usage,
  arguments: { min: 1, max: Infinity },
  run: ({ positionals: [email, ...roles] }) =>
    onNetwork(async ({ config, print, open }) => {
      const granted = roles.map((role) => role.toUpperCase() as Role);
      const unknown = granted.find((role) => !(role in Role));
      if (unknown !== undefined) throw new CommandError(`There is no role ${unknown}.\n${usage}`);
      const { database } = await open();
      const memberId = await grantAsOperator(
        { database, newId: () => uuidv7(), now: () => new Date() },
        normalizedEmail(email!),
        granted,
      );
      if (memberId === null) throw new CommandError(`No member has the address ${email!}.`);
      const secret = config.authSecret ?? (await keptSecret(config.dataDir, "auth-secret"));
      const { token } = await new Tokens(secret, () => new Date()).sign(memberId);
      print(token);
      return 0;
    }),
});
