import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { addressGroup } from "../../src/core/rate-limits/address-group.js";
import { trustedProxies } from "../../src/server/operations/client-address.js";
import { testApp, type TestApp } from "../support/app.js";
import { once } from "../support/follow.js";

let open: TestApp;
let behindProxies: TestApp;
beforeAll(async () => {
  open = await testApp();
  behindProxies = await testApp(open.databaseUrl, { trustedProxies: ["127.0.0.0/8", "2001:db8:aaaa::/48"] });
});
afterAll(async () => {
  await behindProxies.end();
  await open.end();
});

/** Whose budget a request with this header is taken from. */
async function payer(app: TestApp, forwarded: string | undefined, way: "http" | "socket"): Promise<string[]> {
  const { source } = app.services.database;
  await source.query("DELETE FROM cost_budget");
  const headers: Record<string, string> = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const query = "{ rateLimit { cost } }";
  if (way === "http") {
    const body = JSON.stringify({ query });
    await fetch(`${app.url}/graphql`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
    });
  } else {
    class ForwardedSocket extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers });
      }
    }
    const url = `${app.url.replace("http", "ws")}/graphql`;
    const client = createClient({ url, webSocketImpl: ForwardedSocket, retryAttempts: 0 });
    await once(client, query);
    await client.dispose();
  }
  const rows = await source.query<{ payer: string }[]>("SELECT DISTINCT payer FROM cost_budget");
  return rows.map((row) => row.payer);
}

describe.each(["http", "socket"] as const)("who pays, by %s,", (way) => {
  it.each<[string, string | undefined, string]>([
    ["is the address of the connection", undefined, "address:127.0.0.1"],
    ["is never what a client says of itself", "203.0.113.7", "address:127.0.0.1"],
  ])("without trusted proxies %s", async (_what, forwarded, expected) => {
    expect(await payer(open, forwarded, way)).toEqual([expected]);
  });

  it.each<[string, string | undefined, string]>([
    ["is the proxy when it tells nobody", undefined, "address:127.0.0.1"],
    ["is whom the proxy tells", "203.0.113.7", "address:203.0.113.7"],
    ["is the last that proxies vouch for", "198.51.100.1, 203.0.113.7", "address:203.0.113.7"],
    ["is found through several proxies", "203.0.113.7,127.0.0.9 , 2001:db8:aaaa::1", "address:203.0.113.7"],
    ["is a link-local address of whatever zone", "203.0.113.7, fe80::1%br-lan", "address:fe80:0:0:0::/64"],
    ["is the /64 of an IPv6 address", "2001:db8:1:2:3:4:5:6", "address:2001:db8:1:2::/64"],
  ])("behind trusted proxies %s", async (_what, forwarded, expected) => {
    expect(await payer(behindProxies, forwarded, way)).toEqual([expected]);
  });
});

describe("an address", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:0DB8:0000:0000:ffff::", "2001:db8:0:0::/64"],
    ["2001:db8:0:1::1", "2001:db8:0:1::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::", "0:0:0:0::/64"],
    ["64:ff9b::203.0.113.7", "64:ff9b:0:0::/64"],
    ["2001:DB8:0a:1:ffff:ffff:ffff:ffff", "2001:db8:a:1::/64"],
    ["unknown", "unknown"],
    ["unknown%1", "unknown"],
    ["", ""],
    ["203.0.113", "203.0.113"],
    ["0x7f.1", "0x7f.1"],
    ["x".repeat(100), "x".repeat(64)],
  ])("%s counts as %s", (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });

  it("is trusted when it is listed, also as IPv6 writes it", () => {
    const trusts = trustedProxies(["10.0.0.0/8", "192.0.2.1", "2001:db8::/32"]);
    const addresses = ["10.1.2.3", "::ffff:10.1.2.3", "192.0.2.1", "2001:db8::9", "192.0.2.2", "2001:db9::", "", "x"];
    expect(addresses.map(trusts)).toEqual([true, true, true, true, false, false, false, false]);
  });

  it.each<[string, string[], string[]]>([
    ["10.0.0.0/8", ["10.0.0.0", "10.255.255.255"], ["9.255.255.255", "11.0.0.0", "::a00:1", "10.1", "0xa.1.2.3"]],
    ["0.0.0.0/0", ["203.0.113.7", "::ffff:203.0.113.7"], ["2001:db8::1"]],
    ["::/0", ["203.0.113.7", "2001:db8::1"], ["x"]],
    ["::ffff:10.0.0.0/104", ["10.1.2.3", "::ffff:10.1.2.3"], ["11.0.0.0"]],
    ["::ffff:192.0.2.1", ["192.0.2.1"], ["192.0.2.2"]],
    ["fe80::/10", ["fe80::1", "fe80::1%eth0", "fe80::1%br-lan", "fe80::1%eth0.100"], ["%br-lan", "fe80%eth0"]],
    ["2001:db8:aaaa::/48", ["2001:db8:aaaa:ffff::1"], ["2001:db8:aaab::", "10.0.0.1"]],
  ])("of the range %s is trusted, and no other", (range, inside, outside) => {
    const isTrusted = trustedProxies([range]);
    expect(inside.filter((address) => !isTrusted(address))).toEqual([]);
    expect(outside.filter(isTrusted)).toEqual([]);
  });
});
