/** The packages: whether Node can run us, whether what is installed is what the lockfile says, and installing it. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { inProject, Refusal, say } from "./project.mjs";
import { run } from "./run.mjs";

/** Which Node the native packages were built for; npm keeps no record of that. */
const builtForFile = inProject("node_modules", ".built-for");
const builtFor = `${process.platform} ${process.arch} ${process.versions.modules}\n`;

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/**
 * Whether `version` ("20.19.1") is in `range`. Knows the two forms that package.json uses: `^20.19` and `>=24`.
 * @param {string} version
 * @param {string} range
 */
export function isInRange(version, range) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return range.split("||").some((part) => {
    const [, operator, wantedMajor, wantedMinor = "0"] = /^\s*(\^|>=)(\d+)(?:\.(\d+))?\s*$/.exec(part) ?? [];
    if (operator === undefined) throw new Error(`Cannot read the version range "${part}"`);
    if (major === Number(wantedMajor)) return minor >= Number(wantedMinor);
    return operator === ">=" && major > Number(wantedMajor);
  });
}

/** @throws Refusal when this Node is not one that package.json allows */
export function checkNode() {
  const range = readJson(inProject("package.json")).engines.node;
  if (isInRange(process.versions.node, range)) return;
  const wanted = range.replaceAll("||", "or");
  throw new Refusal(
    `Node ${process.versions.node} cannot run this; it needs ${wanted}. See https://nodejs.org`,
  );
}

/**
 * Whether the installed tree is the one of the lockfile. A package for another platform may be missing.
 * @param {{ packages: Record<string, object> }} lockfile package-lock.json
 * @param {{ packages: Record<string, object> } | null} installed node_modules/.package-lock.json, which npm writes last
 * @param {{ dev?: boolean }} [options] false: what only building and testing need may be missing
 */
export function isInstalled(lockfile, installed, { dev = true } = {}) {
  if (!installed) return false;
  return Object.entries(lockfile.packages).every(([name, wanted]) => {
    if (name === "") return true;
    const found = installed.packages[name];
    if (!found)
      return wanted.optional === true || wanted.devOptional === true || (!dev && wanted.dev === true);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Whether the packages that the product runs with are those of the lockfile, built for this Node. */
export const isReady = () => !needsInstall({ dev: false });

/** @param {{ dev?: boolean }} options as of `isInstalled` */
function needsInstall(options) {
  const installedFile = inProject("node_modules", ".package-lock.json");
  const installed = existsSync(installedFile) ? readJson(installedFile) : null;
  if (!isInstalled(readJson(inProject("package-lock.json")), installed, options)) return true;
  return existsSync(builtForFile) && readFileSync(builtForFile, "utf8") !== builtFor;
}

/** Compiling a native package needs Node's headers. The ones beside this Node save a download from nodejs.org. */
function compilerEnvironment() {
  const prefix = path.resolve(path.dirname(process.execPath), "..");
  const hasHeaders = existsSync(path.join(prefix, "include", "node", "node.h"));
  return hasHeaders && !process.env.npm_config_nodedir ? { npm_config_nodedir: prefix } : {};
}

async function missingCompilers() {
  const tools = ["python3", "make", "g++"];
  const found = await Promise.all(tools.map((tool) => run(tool, ["--version"], { quiet: true })));
  return tools.filter((_, index) => found[index]?.code !== 0);
}

const compilerAdvice = (
  missing,
) => `better-sqlite3 had to be compiled here, and this is missing: ${missing.join(", ")}.
Install it, then start again:
  Debian, Ubuntu   apt-get install -y python3 make g++
  Fedora           dnf install -y python3 make gcc-c++
  Alpine           apk add python3 make g++
  macOS            xcode-select --install`;

/** While native packages are built: who finds this installs anew. */
const UNFINISHED = "unfinished\n";

/**
 * Installs exactly what the lockfile says, when it is not installed yet or was built for another Node.
 * @param {AbortSignal} [signal]
 * @param {{ dev?: boolean }} [options] as of `isInstalled`
 * @throws Refusal with npm's own words, or with the compilers that are missing
 */
export async function installPackages(signal, options = {}) {
  const { built } = await unpackPackages(signal, options);
  await built;
}

/**
 * As `installPackages`, but resolves when what is JavaScript can run. `built` resolves when native packages can too: compiling SQLite
 * takes a minute of one core.
 * @param {AbortSignal} [signal]
 * @param {{ dev?: boolean }} [options]
 * @returns {Promise<{ built: Promise<void> }>}
 */
export async function unpackPackages(signal, options = {}) {
  const isNew = needsInstall(options);
  if (isNew) {
    say("Installing packages (one to three minutes) …");
    // Development packages are needed to build, whatever NODE_ENV says.
    await npm(["ci", "--include=dev", "--ignore-scripts"], signal);
    writeFileSync(builtForFile, UNFINISHED);
  }
  const built = isNew ? npm(["rebuild"], signal).then(markBuilt) : Promise.resolve(markBuilt());
  // Whoever awaits it is told; until then it is nobody's unhandled rejection.
  built.catch(() => {});
  return { built };
}

function markBuilt() {
  // An image and a read-only folder have it already.
  if (existsSync(builtForFile) && readFileSync(builtForFile, "utf8") === builtFor) return;
  writeFileSync(builtForFile, builtFor);
}

async function npm(args, signal) {
  // npm start and npm test tell us which npm runs them.
  const program = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, process.env.npm_execpath]
    : ["npm"];
  const { code, output } = await run(program[0], [...program.slice(1), ...args, "--loglevel=error"], {
    env: { ...process.env, ...compilerEnvironment() },
    quiet: true,
    signal,
  });
  if (code === 0) return;
  process.stderr.write(`${output.trimEnd()}\n`);
  const missing = /node-gyp|gyp ERR/.test(output) ? await missingCompilers() : [];
  throw new Refusal(
    missing.length > 0 ? compilerAdvice(missing) : `npm ${args[0]} failed with code ${code}.`,
  );
}
