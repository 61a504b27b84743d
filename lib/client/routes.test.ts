/** The client is a folder that works anywhere, and knows exactly the API that is declared. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { endpoints } from "@/lib/contract/api";
import type { AnyEndpoint } from "@/lib/contract/endpoint";

function lineOf({ id, method, path, answers, headers }: AnyEndpoint): string {
  const all = Object.values(answers);
  const marks = [
    ...(all.some(({ events }) => events) ? ["events"] : []),
    ...(all.some(({ mediaTypes }) => mediaTypes) ? ["file"] : []),
    ...(headers && "idempotency-key" in headers.shape ? ["keyed"] : []),
  ];
  return `  ${id}: ${JSON.stringify([method, path, ...marks].join(" "))},`;
}

const table = `/**
 * Where every call goes: method, path, and what is special about it: \`events\` and \`file\` are what it answers instead of JSON,
 * \`keyed\` takes an \`Idempotency-Key\`. Made from the declared endpoints: \`npx vitest run lib/client -u\` writes it anew.
 */
import type { EndpointName } from "./methods";

export const routes = {
${endpoints.map(lineOf).join("\n")}
} satisfies Record<EndpointName, string>;
`;

test("the table of routes is that of the declared endpoints", async () => {
  await expect(table).toMatchFileSnapshot("routes.ts");
});

test("nothing outside the folder is loaded with it", () => {
  const files = readdirSync(import.meta.dirname).filter((file) => !file.endsWith(".test.ts"));
  expect(files).toContain("client.ts");
  for (const file of files) {
    const source = readFileSync(path.join(import.meta.dirname, file), "utf8");
    expect(source, file).not.toMatch(/\b(?:import|require)\s*\(/);
    for (const [statement, from] of source.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)";/gm)) {
      const isType = /^(?:import|export) type\b/.test(statement);
      if (!isType) expect(from, `${file}: ${statement}`).toMatch(/^\.\/[\w-]+$/);
    }
    expect(source, file).not.toMatch(/^import "/m);
  }
});
