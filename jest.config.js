import { availableParallelism } from "node:os";

/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true }] },
  setupFiles: ["reflect-metadata"],
  globalSetup: "<rootDir>/test/setup/global-setup.js",
  globalTeardown: "<rootDir>/test/setup/global-teardown.js",
  testSequencer: "<rootDir>/test/setup/slowest-first.js",
  testTimeout: 60_000,
  // Jest leaves a core to itself, which on a machine of two would be the half: one file after the other, in one process.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // What a file has loaded is never quite let go (ES modules in V8's contexts): a process that has grown makes place for a new one.
  workerIdleMemoryLimit: "1GB",
};
