import { request, type IncomingMessage } from "node:http";
import { codeOf, subscription, type Dial, type Told } from "./line.js";

/** Reads server-sent events by hand, as a browser's EventSource does: the id of the last event is where it goes on. */
export const streamLine: Dial = ({ url, address, authorization, after, filter }, listener) => {
  // Where it began at first; the header stands above it.
  const variables = JSON.stringify({ after, filter });
  const query = new URLSearchParams({ query: subscription, variables });
  const asked = request(`${url}/graphql/stream?${query.toString()}`, {
    agent: false,
    headers: { accept: "text/event-stream", "last-event-id": after, "x-forwarded-for": address, authorization },
  });
  let answer: IncomingMessage | null = null;
  let isOver = false;
  const end = (because: string): void => {
    if (isOver) return;
    isOver = true;
    asked.destroy();
    listener.ended(because);
  };
  const take = (event: string): void => {
    const fields = new Map(
      event.split("\n").map((line) => [line.split(": ", 1)[0]!, line.slice(line.indexOf(": ") + 2)]),
    );
    if (fields.get("event") === "complete") return end("complete");
    if (fields.get("event") !== "next") return;
    const { data, errors } = JSON.parse(fields.get("data")!) as Told;
    if (!data || errors) return end(codeOf(errors));
    listener.told({ cursor: fields.get("id")!, ideaId: data.ideaPosted.idea.id });
  };
  asked.on("response", (response) => {
    answer = response;
    if (response.statusCode !== 200) return end(`status ${response.statusCode}`);
    let rest = "";
    response.setEncoding("utf8").on("data", (text: string) => {
      listener.heard();
      const events = (rest + text).split("\n\n");
      rest = events.pop()!;
      for (const event of events) if (!isOver) take(event);
    });
    response.on("error", () => end("cut"));
    response.on("close", () => end("end of the stream"));
  });
  asked.on("error", () => end("cut"));
  asked.on("close", () => end("cut"));
  asked.end();
  return {
    isOpen: () => answer !== null && !isOver,
    pause: () => void answer?.pause(),
    resume: () => void answer?.resume(),
    // The service writes a line now and then; there is no way to ask for one.
    ping: () => undefined,
    drop: end,
  };
};
