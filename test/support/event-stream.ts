export interface StreamMessage {
  id?: string;
  event?: string;
  data: string;
}

/** A stream of server-sent events read by hand, as a browser's EventSource would. */
export async function eventStream(
  url: string,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
) {
  const leaving = new AbortController();
  const address = new URL(`${url}/graphql/stream`);
  address.search = new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString();
  const response = await fetch(address, {
    headers: { accept: "text/event-stream", ...headers },
    signal: leaving.signal,
  });
  const messages: StreamMessage[] = [];
  let lastEventId = "";
  let over = false;
  let tell = (): void => undefined;
  const reading = (async () => {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const lines = text
          .slice(0, end)
          .split("\n")
          .filter((line) => !line.startsWith(":"));
        text = text.slice(end + 2);
        const { data, ...fields }: Partial<StreamMessage> = Object.fromEntries(
          lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
        );
        lastEventId = fields.id ?? lastEventId;
        // An id alone is kept, and fires no event.
        if (data !== undefined) messages.push({ ...fields, data });
      }
      tell();
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      over = true;
      tell();
    });
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      if (over) throw new Error(`ended: ${response.status} ${JSON.stringify(messages)}`);
      await new Promise<void>((resolve) => (tell = resolve));
    }
  };
  return {
    response,
    messages,
    /** What a browser that connects again sends as Last-Event-ID. */
    lastEventId: () => lastEventId,
    /** Waits until the stream has told where it begins. */
    began: () => until(() => lastEventId !== ""),
    has: (count: number) => until(() => messages.length >= count),
    end: () => reading,
    leave: () => {
      leaving.abort();
      return reading;
    },
  };
}
