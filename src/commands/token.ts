import { v7 as uuidv7 } from "uuid";
import { Role } from "../core/access/role.js";
import { normalizedEmail } from "../core/texts/email-address.js";
import { grantAsOperator } from "../domains/identity/role.service.js";
import { keptSecret } from "../domains/identity/secret.js";
import { Tokens } from "../domains/identity/tokens.js";
import { CommandError, runCommand } from "./run-command.js";

const usage = `Usage: npm run token -- <email> [${Object.values(Role).join("|")} …]`;

/**
 * `npm run token -- <email> [role…]`: grants the roles and prints an access token of the member, valid for 15 minutes.
 */
await runCommand(async ({ config, args, print, open }) => {
  const [email, ...roles] = args;
  if (email === undefined) throw new CommandError(usage);
  const granted = roles.map((role) => role.toUpperCase() as Role);
  const unknown = granted.find((role) => !(role in Role));
  if (unknown !== undefined) throw new CommandError(`There is no role ${unknown}.\n${usage}`);
  const { database } = await open();
  const memberId = await grantAsOperator(
    { database, newId: () => uuidv7(), now: () => new Date() },
    normalizedEmail(email),
    granted,
  );
  if (memberId === null) throw new CommandError(`No member has the address ${email}.`);
  const secret = config.authSecret ?? (await keptSecret(config.dataDir, "auth-secret"));
  const { token } = await new Tokens(secret, () => new Date()).sign(memberId);
  print(token);
  return 0;
});
