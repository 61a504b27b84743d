/** Says more or less of single modules while everything runs: the work of `npm run log-levels`. */
import { ConfigError, config } from "../lib/config";
import { readLevelFile, writeLevelFile } from "../lib/log/level-file";
import { levelsRule, logModules, parseLevels } from "../lib/log/levels";
import { StartRefused } from "./start-refused";

const usage = `Usage: npm run log-levels [-- LEVELS | -- reset]
  LEVELS  ${levelsRule.replace(/^must be /, "")}
  reset   goes back to LOG_LEVELS and LOG_LEVEL`;

function setLevels(): void {
  const [given, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || given?.startsWith("-")) throw new StartRefused(usage);
  const { dataDir, logLevel, logLevels } = config();
  if (given !== undefined) {
    if (given !== "reset" && parseLevels(given) === null) throw new StartRefused(usage);
    writeLevelFile(dataDir, given === "reset" ? "" : given);
  }
  const levels = { ...logLevels, ...readLevelFile(dataDir) };
  for (const module of logModules)
    process.stdout.write(`${module.padEnd(14)}${levels[module] ?? logLevel}\n`);
  if (given !== undefined) process.stdout.write("Running processes take this over within 3 seconds.\n");
}

try {
  setLevels();
} catch (error) {
  if (!(error instanceof StartRefused || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
