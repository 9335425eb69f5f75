import { accessLifetimeMs, Tokens } from "../../src/domains/identity/tokens.js";
import { testConfig } from "./app.js";

/** A token of the same session as the one given, which runs out in two or three seconds. */
export async function shortLived(accessToken: string): Promise<string> {
  const { sub, sid } = JSON.parse(Buffer.from(accessToken.split(".")[1]!, "base64url").toString("utf8")) as {
    sub: string;
    sid: string;
  };
  const clock = (): Date => new Date(Date.now() - accessLifetimeMs + 3_000);
  return (await new Tokens(testConfig("").authSecret!, clock).sign(sub, sid)).token;
}
