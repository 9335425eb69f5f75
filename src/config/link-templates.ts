import { z } from "zod";

/** What mails, feeds and pages link to. */
export const linkKinds = [
  "idea",
  "gathering",
  "series",
  "practice",
  "track",
  "collaboration",
  "member",
  "organisation",
  "request",
  "message",
] as const;

export type LinkKind = (typeof linkKinds)[number];

/** Addresses with `{id}` in them. */
export type LinkTemplates = Partial<Record<LinkKind, string>>;

const isKind = (text: string): text is LinkKind => (linkKinds as readonly string[]).includes(text);

/** `idea=https://…/{id},gathering=https://…/{id}`: where links to things of each kind lead. */
export const linkTemplatesVariable = z.string().transform((text, check): LinkTemplates => {
  const templates: LinkTemplates = {};
  for (const entry of text.split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    const [, kind = "", address = ""] = /^([^=\s]*)\s*=\s*(.*)$/.exec(entry) ?? [];
    const problem = problemOf(kind, address, templates);
    if (problem === null) templates[kind as LinkKind] = address;
    else check.addIssue({ code: "custom", message: `${JSON.stringify(entry)}: ${problem}` });
  }
  return templates;
});

function problemOf(kind: string, address: string, templates: LinkTemplates): string | null {
  if (!isKind(kind)) return `must be kind=address, the kind one of ${linkKinds.join(", ")}; write a comma as %2C`;
  if (kind in templates) return `${kind} must be given once`;
  const protocol = URL.canParse(address) && !/\s/.test(address) ? new URL(address).protocol : "";
  if (!["https:", "http:"].includes(protocol)) return "must be an address that starts with https:// or http://";
  const { host } = new URL(address);
  // A front-end may show all requests, and all messages, on one page.
  if (!["request", "message"].includes(kind) && !address.includes("{id}")) return "must have {id} where the id goes";
  return /[{}]|%7b|%7d/i.test(host) ? "must not have {id} in its host" : null;
}
