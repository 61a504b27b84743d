import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

/** Without comments and empty lines. */
async function readSchema(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8");
  return text.split("\n").filter((line) => !/^\s*(?:\/\/.*)?$/.test(line));
}

test.each([
  ["migrations", "prisma/schema.prisma"],
  ["migrations-postgres", "lib/generated/schema-postgres.prisma"],
])("prisma/%s lead to the schema that the client is generated from", async (folder, schema) => {
  expect(await readSchema(`prisma/${folder}/schema.prisma`)).toEqual(await readSchema(schema));
});
