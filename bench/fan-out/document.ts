/** What each contestant is asked for. Each group has a document of its own, and gets every idea. */
export const documentOf = (group: number, groups: number): string =>
  `subscription { ideaPosted { cursor idea { id ${titleOf(group, groups)} author { name } themes { slug } } } }`;

const titleOf = (group: number, groups: number): string => (groups === 1 ? "title" : `t${group}: title`);

interface Message {
  id?: unknown;
  type?: unknown;
  payload?: { data?: { ideaPosted?: Posted }; errors?: unknown };
}

interface Posted {
  cursor?: unknown;
  idea?: Record<string, unknown> & { author?: { name?: unknown }; themes?: { slug?: unknown }[] };
}

/** What is wrong with the first message of a subscriber; null when it tells all that was asked for. */
export function problemOf(text: string, id: string | null, group: number, groups: number): string | null {
  const message = JSON.parse(text) as Message;
  const { cursor, idea } = message.payload?.data?.ideaPosted ?? {};
  const title = groups === 1 ? "title" : `t${group}`;
  const told = [cursor, idea?.id, idea?.[title], idea?.author?.name, ...[0, 1].map((n) => idea?.themes?.[n]?.slug)];
  const isRight =
    message.type === "next" &&
    (id === null || message.id === id) &&
    message.payload?.errors === undefined &&
    told.every((value) => typeof value === "string" && value !== "");
  return isRight ? null : `not what was asked for: ${text.slice(0, 500)}`;
}
