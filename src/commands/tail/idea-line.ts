import { styleText } from "node:util";
import { asLine } from "../../core/texts/line.js";
import type { WatchedIdea } from "./idea-watch.js";

const colours = { IDEA: "green", QUESTION: "cyan", TRY_OUT: "yellow", SHOWCASE: "magenta" } as const;
const kindWidth = Math.max(...Object.keys(colours).map((kind) => kind.length));

/** An idea on one line of a terminal: when, which kind, what, by whom, about what. */
export function ideaLine(
  { kind, title, postedAt, author, themes }: WatchedIdea,
  { now, coloured }: { now: Date; coloured: boolean },
): string {
  const colour = colours[kind as keyof typeof colours] as (typeof colours)[keyof typeof colours] | undefined;
  const style = (format: Parameters<typeof styleText>[0], text: string): string =>
    coloured ? styleText(format, text, { validateStream: false }) : text;
  const about = [author?.name, themes.map(({ slug }) => slug).join(", ")].filter((part) => part).join(" · ");
  const line = [
    style("dim", timeOf(new Date(postedAt), now)),
    style(colour ?? "white", kind.padEnd(kindWidth)),
    style("bold", asLine(title)),
  ];
  if (about !== "") line.push(style("dim", `· ${asLine(about)}`));
  return line.join(" ");
}

/** The local time, with the day when it is not today's. */
function timeOf(posted: Date, now: Date): string {
  // In Sweden a time is written as 2026-01-31 14:05:09.
  const [day, time] = posted.toLocaleString("sv-SE").split(" ");
  return day === now.toLocaleDateString("sv-SE") ? time! : `${day} ${time}`;
}
