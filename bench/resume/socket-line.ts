import { WebSocket } from "ws";
import { codeOf, subscription, type Dial, type Told } from "./line.js";

interface Message {
  type: string;
  payload?: unknown;
}

/** Speaks graphql-transport-ws by hand. */
export const socketLine: Dial = ({ url, address, authorization, after, filter }, listener) => {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws", {
    headers: { "x-forwarded-for": address },
  });
  let because: string | null = null;
  const say = (message: object): void => socket.send(JSON.stringify(message));
  const leave = (why: string): void => {
    because = why;
    socket.close(1000);
  };
  const take = ({ type, payload }: Message): void => {
    if (type === "connection_ack")
      return say({ type: "subscribe", id: "1", payload: { query: subscription, variables: { after, filter } } });
    if (type === "complete") return leave("complete");
    if (type === "error") return leave(codeOf(payload as Told["errors"]));
    if (type !== "next") return;
    const { data, errors } = payload as Told;
    if (!data || errors) return leave(codeOf(errors));
    const { cursor, idea } = data.ideaPosted;
    listener.told({ cursor, ideaId: idea.id });
  };
  socket.on("open", () => say({ type: "connection_init", payload: { authorization } }));
  socket.on("message", (data: Buffer) => {
    // What comes after its own goodbye is left to the next connection.
    if (socket.readyState !== WebSocket.OPEN) return;
    listener.heard();
    take(JSON.parse(data.toString("utf8")) as Message);
  });
  socket.on("error", () => undefined);
  socket.on("close", (code) => listener.ended(because ?? String(code)));
  return {
    isOpen: () => socket.readyState === WebSocket.OPEN,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    ping: () => say({ type: "ping" }),
    drop: (why) => {
      because = why;
      socket.terminate();
    },
  };
};
