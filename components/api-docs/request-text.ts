/** A documented request as an address and as a command for a terminal. */
import type { ShownRequest } from "@/lib/contract/openapi-document";
import { quoted } from "../ui/curl";

type Values = Record<string, unknown>;

/** `/api/lessons/{lesson_id}` with its parameters; empty ones of the query are left out. */
export function addressOf(path: string, params: Values = {}, query: Values = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(String(params[name] ?? "")),
  );
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search ? `${filled}?${search}` : filled;
}

/** The request as curl sends it; the token comes from the shell's variable `API_TOKEN`. */
export function curlOf(
  { method, baseUrl, path, isPublic }: { method: string; baseUrl: string; path: string; isPublic: boolean },
  { params, query, headers = {}, body }: ShownRequest,
): string {
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${quoted(baseUrl + addressOf(path, params, query))}`,
    ...(isPublic ? [] : ['-H "Authorization: Bearer $API_TOKEN"']),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(body))}`]),
  ];
  return lines.join(" \\\n  ");
}
