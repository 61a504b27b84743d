/**
 * `npm run doctor [-- --json]`: looks at this installation, changes nothing, and says what to do about what it finds. Exit code 1 when
 * something fails. Plain Node, because the packages are one of the things that may be wrong.
 */
import { existsSync, readFileSync } from "node:fs";
import util from "node:util";
import { checkNode, isReady } from "./install.mjs";
import { complain, inProject, loadEnvFile, Refusal, say } from "./project.mjs";
import { run } from "./run.mjs";

/** @typedef {import("../lib/doctor/finding").Finding} Finding */

const WIDTH = 14;
/** Reading a database may take 20 s of it. */
const EXAMINE_MS = 90_000;

/** @type {Finding[]} */
const findings = [];
let json = false;

/** @param {Finding} finding */
function tell(finding) {
  findings.push(finding);
  if (json) return;
  const level = finding.level === "fail" ? "FAIL" : finding.level;
  say(`${level.padEnd(5)} ${finding.check.padEnd(WIDTH)} ${finding.message}`);
  if (finding.remedy) say(`${" ".repeat(WIDTH + 7)}→ ${finding.remedy}`);
}

const found = (check, level, message, remedy = null) => tell({ check, level, message, remedy });

function lookAtNode() {
  // "npm/11.19.1 node/v20.20.2 linux x64"; only where npm runs us.
  const npm = /npm\/(\S+)/.exec(process.env.npm_config_user_agent ?? "")?.[1];
  try {
    checkNode();
    found("node", "ok", `Node ${process.versions.node}${npm ? `, npm ${npm}` : ""}`);
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    found("node", "fail", error.message, "Install another Node: https://nodejs.org");
    return false;
  }
}

/** @returns whether there is enough to look further; other versions than the lockfile's may still do */
function lookAtPackages() {
  const install = "npm start installs it, or: npm ci";
  if (!existsSync(inProject("node_modules/tsx"))) {
    found("packages", "fail", "None are installed", install);
    return false;
  }
  if (!existsSync(inProject("lib/generated/prisma/client.ts"))) {
    found(
      "packages",
      "fail",
      "The database client was not generated yet",
      "npm start makes it, or: npm run build",
    );
    return false;
  }
  const { version } = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  if (isReady()) found("packages", "ok", `version ${version}, packages as package-lock.json says`);
  else found("packages", "fail", "What is installed is not what package-lock.json says", install);
  return true;
}

async function examine() {
  const args = ["--import", "tsx", "scripts/doctor.ts"];
  const { code, output } = await run(process.execPath, args, {
    quiet: true,
    onMessage: tell,
    timeoutMs: EXAMINE_MS,
  });
  if (code !== 0) {
    const said = output.trim().split("\n").at(-1);
    found(
      "doctor",
      "fail",
      `It ended before it had seen all (exit code ${code}): ${said}`,
      "Report this line.",
    );
  }
}

try {
  const { values } = util.parseArgs({ options: { json: { type: "boolean" } } });
  json = values.json === true;
} catch (error) {
  complain(new Refusal(`${error.message}\nUsage: npm run doctor [-- --json]`));
  process.exit(2);
}
try {
  loadEnvFile();
} catch (error) {
  found("configuration", "fail", error.message, "Let this account read .env, or take it away.");
}
if (lookAtNode() && lookAtPackages()) await examine();
const count = (level) => findings.filter((finding) => finding.level === level).length;
if (json) say(JSON.stringify({ ok: count("fail") === 0, findings }, null, 1));
else say(`\n${count("ok")} ok, ${count("warn")} to know, ${count("fail")} to mend`);
process.exitCode = count("fail") > 0 ? 1 : 0;
