import type { Command } from "./command.js";

interface ListedCommand {
  /** One line for `ino --help`. */
  summary: string;
  load: () => Promise<{ command: Command }>;
}

/** The commands of `ino`, in the order of its help. A new one is a file that exports `command`, and a line here. */
export const commands: Readonly<Record<string, ListedCommand>> = {
  start: { summary: "start the service", load: () => import("./start.js") },
  migrate: { summary: "bring the database up to date with this version", load: () => import("./migrate.js") },
  doctor: { summary: "check the configuration, the database and what is around", load: () => import("./doctor.js") },
  import: { summary: "load a folder of tables: CSV or Excel", load: () => import("./import.js") },
  vocabulary: { summary: "export or import the themes: SKOS or CSV", load: () => import("./vocabulary.js") },
  invite: { summary: "invite imported members to sign in, once each", load: () => import("./invite.js") },
  token: { summary: "print an access token of a member, and grant roles", load: () => import("./token.js") },
  train: { summary: "learn the ranking of suggestions", load: () => import("./train.js") },
  tail: { summary: "print new ideas as they are posted", load: () => import("./tail.js") },
  "badge-key": {
    summary: "list or replace the key that badges are signed with",
    load: () => import("./badge-key.js"),
  },
  backup: { summary: "write an encrypted backup", load: () => import("./backup.js") },
  restore: { summary: "verify or restore a backup", load: () => import("./restore.js") },
  "held-mails": {
    summary: "list, send or delete the mails held after a restore",
    load: () => import("./held-mails.js"),
  },
};
