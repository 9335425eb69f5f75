import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";

export interface LockedPackage {
  name: string;
  version: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
}

export const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(projectRoot, file), "utf8")) as T;

/** Every package of a lock file, by its folder, without the project itself. */
export function lockedPackages(lock: { packages: Record<string, Omit<LockedPackage, "name">> }) {
  return Object.entries(lock.packages)
    .filter(([path]) => path !== "")
    .map(([path, locked]): LockedPackage & { path: string } => ({
      ...{ path, name: path.replace(/^.*node_modules\//, "") },
      ...locked,
    }));
}

export const locked = lockedPackages(readJson("package-lock.json"));

/** The licences of packages that have them in a file alone. */
export const statedLicences = readJson<Record<string, string>>(".ci/stated-licences.json");

/** What an installation without development dependencies has, those for other platforms included. */
export const inProduction = locked
  .filter(({ dev }) => dev !== true)
  .map((one) => {
    const stated = statedLicences[`${one.name}@${one.version}`];
    return stated === undefined ? one : { ...one, license: stated };
  });
