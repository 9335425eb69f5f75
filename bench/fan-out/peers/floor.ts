import { WebSocketServer, type WebSocket } from "ws";
import { listen, peer } from "./peer.js";

/** The floor: a text that is made once goes to all who are there, whatever they asked for and under one name. */
const subscribed = new Set<WebSocket>();
const app = peer(({ cursor, idea: { id, title, author, themes } }) => {
  const payload = { data: { ideaPosted: { cursor, idea: { id, title, author, themes } } } };
  const text = JSON.stringify({ id: "9b2f6c1e-54b7-4f0a-8d9c-3c1f0d2a7e55", type: "next", payload });
  for (const socket of subscribed) socket.send(text);
});

const server = new WebSocketServer({ server: app.server, path: "/graphql" });
server.on("connection", (socket) => {
  socket.on("message", (data: Buffer) => {
    const { type } = JSON.parse(data.toString()) as { type: string };
    if (type === "connection_init") socket.send('{"type":"connection_ack"}');
    else if (type === "subscribe") subscribed.add(socket);
  });
  socket.on("close", () => subscribed.delete(socket));
});
await listen(app);
