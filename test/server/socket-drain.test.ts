import { describe, expect, it } from "@jest/globals";
import { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { SocketDrain } from "../../src/server/websocket/socket-drain.js";

describe("subscriptions that wait for one socket", () => {
  it("take turns, whoever fills it, with one listener for all of them", () => {
    const connection = new EventEmitter();
    const socket = { bufferedAmount: 0 };
    const drain = new SocketDrain(socket as unknown as WebSocket, connection as unknown as Duplex);
    const order: string[] = [];
    // Each writes until the socket is full, and has always more.
    const write = (name: string): void => {
      order.push(name);
      socket.bufferedAmount = 300 * 1024;
      drain.wait(() => write(name));
    };
    for (const name of ["a", "b", "c"]) write(name);
    for (let n = 0; n < 30; n++) {
      socket.bufferedAmount = 0;
      connection.emit("drain");
      expect(connection.listenerCount("drain")).toBe(1);
    }
    expect(order.slice(3, 12).join("")).toBe("abcabcabc");
  });
});
