import { findingsAbout, reasonOf, type Finding } from "./finding.js";

const { problem } = findingsAbout("database");

const remedies: readonly [RegExp, string][] = [
  [/^ECONNREFUSED$/, "Start PostgreSQL, or correct host and port in DATABASE_URL: nobody listens there."],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "Correct the host in DATABASE_URL."],
  [
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$|timeout/i,
    "Let the machine connect to that port: a firewall may be between.",
  ],
  [
    /^28/,
    "Correct the name and the password in DATABASE_URL, or pg_hba.conf; encode special characters, such as @ as %40.",
  ],
  [/^3D000$/, "Create the database that DATABASE_URL names."],
  [/^53300$/, "Raise max_connections of PostgreSQL, or stop a process: all connections are taken."],
  [
    /does not support SSL/,
    "Turn on TLS in PostgreSQL, or, if the network is your own, leave out sslmode in DATABASE_URL.",
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/,
    "Add &sslrootcert=/path/to/ca.pem to DATABASE_URL, with the certificate of the authority that signed the server's, " +
      "and use the host that the certificate names.",
  ],
];

/** Why the database cannot be used. */
export function connectionProblem(error: unknown, databaseUrl: string | undefined): Finding {
  const reason = reasonOf(error);
  const { message = "" } = error as Partial<Error>;
  const remedy = remedies.find(([pattern]) => pattern.test(reason) || pattern.test(message))?.[1];
  return databaseUrl === undefined
    ? problem(`the embedded PostgreSQL cannot be used: ${message}`, "Look into postgres.log in DATA_DIR.")
    : problem(
        `DATABASE_URL cannot be used: ${message === "" || message === reason ? reason : `${message} (${reason})`}`,
        remedy ?? "Look into the log of PostgreSQL.",
      );
}
