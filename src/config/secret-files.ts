import { readFileSync } from "node:fs";

/** The variables that can come from a file, such as a secret of Docker, Kubernetes or systemd: `NAME_FILE` names it. */
export const secretNames = [
  ...(["AUTH_SECRET", "DATA_KEY", "DATABASE_URL", "SMTP_URL", "OIDC_CLIENT_SECRET", "BACKUP_KEY"] as const),
];

export const fileVariableOf = <Name extends string>(name: Name): `${Name}_FILE` => `${name}_FILE`;

type Environment = Record<string, string>;

/** The environment with the contents of the named files, without the white space around them; problems beside it. */
export function withSecretFiles(env: Environment): { env: Environment; problems: string[] } {
  const read: Environment = {};
  const problems: string[] = [];
  for (const name of secretNames) {
    const variable = fileVariableOf(name);
    const file = env[variable];
    if (file === undefined) continue;
    if (name in env) {
      problems.push(`${variable}: must not be set when ${name} is`);
      continue;
    }
    const content = contentOf(file);
    if (typeof content === "string" && content !== "") read[name] = content;
    else problems.push(`${variable}: ${file} ${content === "" ? "is empty" : `cannot be read (${content.code})`}`);
  }
  return { env: { ...env, ...read }, problems };
}

function contentOf(file: string): string | { code: string } {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? "unknown error" };
  }
}
