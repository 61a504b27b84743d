/** What is made from the sources: the Prisma clients and the Next.js build. Each is made again only when its sources changed. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { postgresSchema } from "../prisma/postgres-schema.mjs";
import { inProject, Refusal, root, say } from "./project.mjs";
import { run } from "./run.mjs";

const generatedDir = inProject("lib", "generated");
const clientStamp = path.join(generatedDir, ".made-from");
/** What Prisma generates the two clients from. A client speaks to one kind of database only, so PostgreSQL's has a schema of its own: a copy. */
const clientSchemas = {
  [path.join(generatedDir, "prisma")]: inProject("prisma", "schema.prisma"),
  [path.join(generatedDir, "prisma-postgres")]: path.join(generatedDir, "schema-postgres.prisma"),
};
const buildDir = inProject(".next");
const buildStamp = path.join(buildDir, ".made-from");

const clientSources = [
  ...["prisma/schema.prisma", "prisma/postgres-schema.mjs"],
  ...["prisma.config.ts", "package-lock.json", "scripts/build.mjs"],
];
const buildSources = [
  ...["app", "components", "lib", "public", "prisma/schema.prisma"],
  ...["next.config.js", "postcss.config.mjs", "tsconfig.json", "package.json", "package-lock.json"],
  ...["proxy.ts", "instrumentation.ts"],
];

function filesBelow(name) {
  const absolute = path.join(root, name);
  if (!existsSync(absolute)) return [];
  if (path.extname(name) !== "") return [name];
  return readdirSync(absolute, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(path.join("lib", "generated")));
}

/**
 * A hash of names and contents, so that a fresh checkout, a moved folder or a touched file alone builds nothing.
 * @param {readonly string[]} sources files and folders of the project
 */
export function hashOf(sources) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const file of sources.flatMap(filesBelow).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

const isMade = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;

/** The Prisma clients of both databases. @param {AbortSignal} [signal] */
export async function generateClient(signal) {
  const hash = hashOf(clientSources);
  if (Object.keys(clientSchemas).every(existsSync) && isMade(clientStamp, hash)) return;
  say("Generating the database client …");
  mkdirSync(generatedDir, { recursive: true });
  const schema = readFileSync(inProject("prisma", "schema.prisma"), "utf8");
  writeFileSync(path.join(generatedDir, "schema-postgres.prisma"), postgresSchema(schema));
  await Promise.all(Object.values(clientSchemas).map((file) => generate(file, signal)));
  writeFileSync(clientStamp, hash);
}

async function generate(schemaFile, signal) {
  const { code, output } = await run(
    process.execPath,
    [inProject("node_modules/prisma/build/index.js"), "generate", "--schema", schemaFile],
    {
      // Generating needs no engine, but looks for one and would download it: any existing file will do.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
      quiet: true,
      signal,
    },
  );
  if (code !== 0) throw new Refusal(`The database client could not be generated:\n${output.trimEnd()}`);
}

/** The environment of everything that runs Next.js. */
export const nextEnvironment = () => ({ ...process.env, NEXT_TELEMETRY_DISABLED: "1" });

export const nextProgram = inProject("node_modules/next/dist/bin/next");

/** Whether `.next` was built from the sources as they are now. */
export function isBuilt() {
  return existsSync(path.join(buildDir, "BUILD_ID")) && isMade(buildStamp, hashOf(buildSources));
}

/** @param {AbortSignal} [signal] */
export async function build(signal) {
  // Of the sources before the build: an edit during it makes the next start build again.
  const hash = hashOf(buildSources);
  rmSync(buildStamp, { force: true });
  const { code, output } = await run(process.execPath, [nextProgram, "build"], {
    env: { ...nextEnvironment(), NODE_ENV: "production" },
    quiet: true,
    signal,
  });
  if (code !== 0) throw new Refusal(`${output.trimEnd()}\nThe build failed.`);
  writeFileSync(buildStamp, hash);
}
