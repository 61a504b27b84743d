/** Who may read and write what the product keeps. */
import { accessSync, constants, type Stats, statSync } from "node:fs";
import path from "node:path";
import type { Config } from "@/lib/config";
import { type Finding, fail, ok, warn } from "../finding";

const CHECK = "files";
const OTHERS = 0o007;

export function checkFiles({ database, dataDir, logFile }: Config): Finding[] {
  const wanted = [
    ...(database.kind === "sqlite" ? [["DATABASE_PATH", database.path] as const] : []),
    ["DATA_DIR", dataDir] as const,
    ["DATA_DIR/secret.key", path.join(dataDir, "secret.key")] as const,
    ["LOG_FILE", logFile] as const,
    [".env", path.resolve(".env")] as const,
  ];
  const there = wanted.flatMap(([name, file]) => {
    const facts = statSync(file, { throwIfNoEntry: false });
    return facts ? [{ name, file, facts }] : [];
  });
  const findings = [
    ...there.flatMap(({ name, file, facts }) => openToOthers(name, file, facts)),
    ...there.flatMap(({ name, file }) => (name === ".env" ? [] : writable(name, file))),
    ...ownersOf(there.filter(({ name }) => name !== ".env")),
  ];
  if (findings.length > 0) return findings;
  if (there.length === 0) return [ok(CHECK, "None yet")];
  return [ok(CHECK, `${there.map(({ name }) => name).join(", ")}: nobody else may read them`)];
}

function openToOthers(name: string, file: string, { mode }: Stats): Finding[] {
  // A folder that others may pass through shows nothing by itself; what lies in it is looked at too.
  if ((mode & OTHERS & 0o006) === 0) return [];
  const shown = `${name} (${file}) may be ${(mode & 0o002) !== 0 ? "changed" : "read"} by every account of this machine`;
  return [warn(CHECK, shown, `chmod o-rwx ${file}`)];
}

function writable(name: string, file: string): Finding[] {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return [];
  } catch {
    const remedy = "Run this as the product's account, or give the file to it: chown -R ACCOUNT";
    return [fail(CHECK, `${name} (${file}) cannot be read and written by this account`, remedy)];
  }
}

/** Files of two accounts are what a command run as root leaves behind. */
function ownersOf(there: readonly { name: string; facts: Stats }[]): Finding[] {
  const owners = new Map(there.map(({ name, facts }) => [facts.uid, name]));
  if (owners.size <= 1) return [];
  const words = [...owners].map(([uid, name]) => `${name} to ${uid}`).join(", ");
  return [
    warn(
      CHECK,
      `Files belong to several accounts: ${words}`,
      "Give all of them to the product's account: chown -R ACCOUNT",
    ),
  ];
}
