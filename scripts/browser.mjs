/** Finds a Chromium for the end-to-end tests, or gets one: one that is there, else Playwright's, else the system's. */
import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { inProject, Refusal, say } from "./project.mjs";
import { run } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome"];
/** A download over a slow line is fine; one that a firewall swallows is not. */
const DOWNLOAD_MS = 4 * 60_000;
const VERSION_MS = 30_000;

const require = createRequire(import.meta.url);

function onPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const files = folders.map((folder) => path.join(folder, name));
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** It must run: a file that is there may lack its libraries, or only say how to install the real one. */
async function works(file, signal) {
  const { code } = await run(file, ["--version"], { quiet: true, signal, timeoutMs: VERSION_MS });
  return code === 0;
}

async function firstThatWorks(files, signal) {
  for (const file of files) if (file && (await works(file, signal))) return file;
  return undefined;
}

const playwrightsOwn = () => require("@playwright/test").chromium.executablePath();

async function downloadPlaywrights(signal) {
  say("No browser found. Asking Playwright for one …");
  const program = inProject("node_modules/@playwright/test/cli.js");
  await run(process.execPath, [program, "install", "chromium"], {
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" },
    quiet: true,
    signal,
    timeoutMs: DOWNLOAD_MS,
  });
}

async function installSystems(signal) {
  say("Asking the system's package manager for chromium …");
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const aptGet = async (...args) => {
    const [program, ...rest] = [...asRoot, "apt-get", ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    return run(program, rest, { env, quiet: true, signal });
  };
  await aptGet("update");
  const { output } = await aptGet("install", "-y", "--no-install-recommends", "chromium");
  return output;
}

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} the browser's program
 * @throws Refusal saying how to get one by hand
 */
export async function findBrowser(signal) {
  if (process.env.CHROMIUM_PATH) {
    if (await works(process.env.CHROMIUM_PATH, signal)) return process.env.CHROMIUM_PATH;
    throw new Refusal(`CHROMIUM_PATH names no browser that runs: ${process.env.CHROMIUM_PATH}`);
  }
  const there = await firstThatWorks([...names.map(onPath), playwrightsOwn()], signal);
  if (there) return there;
  await downloadPlaywrights(signal);
  const downloaded = await firstThatWorks([playwrightsOwn()], signal);
  if (downloaded) return downloaded;
  const output = await installSystems(signal);
  const installed = await firstThatWorks(names.map(onPath), signal);
  if (installed) return installed;
  throw new Refusal(`${output.trimEnd()}
The end-to-end tests need a Chromium, and none could be installed.
Install one (Debian: apt-get install -y chromium) or set CHROMIUM_PATH to one.`);
}
