/** Finds the route of a request, as Next.js would, so that tests can put the whole API behind a plain HTTP server. */
import path from "node:path";
import { endpoints } from "@/lib/contract/api";
import { AppError } from "@/lib/errors";
import type { Route } from "@/lib/http/handle";
import { respond } from "@/lib/http/respond";

const app = path.resolve(import.meta.dirname, "..");

/** Addresses that name everything go before those with a parameter. */
const addresses = [...new Set(endpoints.map((endpoint) => endpoint.path))]
  .sort((a, b) => a.split("{").length - b.split("{").length)
  .map((address) => ({
    pattern: new RegExp(`^${address.replace(/\{(\w+)\}/g, (_braces, name) => `(?<${name}>[^/]+)`)}$`),
    file: path.join(
      app,
      `${address.replace(/\{(\w+)\}/g, (_braces, name) => `[${camelCase(name)}]`)}/route.ts`,
    ),
  }));

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** What the route of the request's address answers. */
export async function dispatch(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const { pattern, file } of addresses) {
    const found = pattern.exec(pathname);
    if (!found) continue;
    const methods: Record<string, Route> = await import(file);
    const params = Object.entries(found.groups ?? {}).map(([name, value]) => [
      camelCase(name),
      decodeURIComponent(value),
    ]);
    const route = methods[request.method];
    if (route) return route(request, { params: Promise.resolve(Object.fromEntries(params)) });
  }
  return respond(request, () => Promise.reject(new AppError("not_found")));
}
