import { createTransport } from "nodemailer";
import type { AlertNotice } from "@/lib/contract/alerts";
import { withUnit } from "../alert-message";
import { oneLine } from "../one-line";

export type Mail = {
  /** smtp:// or smtps://, with user and password where the server wants them. */
  smtpUrl: string;
  from: string;
  to: readonly string[];
};

/** Each step of the conversation; the whole is bounded by whoever sends. */
const STEP_MS = 10_000;

/** Sends the notice as a mail of plain text. @throws Error when the server does not take it */
export async function sendMail(
  { smtpUrl, from, to }: Mail,
  notice: AlertNotice,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const transport = createTransport({
    url: smtpUrl,
    // Whoever sits in between could else answer that the server has no TLS, and be told the password.
    requireTLS: mustEncrypt(smtpUrl),
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    dnsTimeout: STEP_MS,
  });
  await transport.sendMail({
    from: { name: "Presentation Jobs", address: from },
    to: [...to],
    subject: subjectOf(notice),
    text: textOf(notice),
    // So that no holiday answers it (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
    // What it says is only ever text, never the name of a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
    // Closes the connection: who was told that it took too long gets no mail later.
    signal,
  });
}

function mustEncrypt(smtpUrl: string): boolean {
  const { protocol, password } = new URL(smtpUrl);
  return protocol !== "smtps:" && password !== "";
}

function subjectOf({ event, severity, message }: AlertNotice): string {
  const mark =
    event === "fired" ? (severity === "high" ? "High" : "Elevated") : event === "test" ? "Test" : "Over";
  return oneLine(`[${mark}] ${event === "resolved" ? message.replace(/^Over: /, "") : message}`);
}

function textOf({ message, unit, threshold, value, worst_value, ...notice }: AlertNotice): string {
  const number = (name: string, amount: number | null) =>
    amount === null || unit === null ? [] : [`${name}: ${withUnit(amount, unit)}`];
  return [
    oneLine(message),
    "",
    ...number("Value", value),
    ...number("Worst", worst_value),
    ...number("Threshold", threshold),
    ...(notice.fired_at === null ? [] : [`Since: ${notice.fired_at}`]),
    ...(notice.resolved_at === null ? [] : [`Until: ${notice.resolved_at}`]),
    "",
    oneLine(notice.url),
    "",
  ].join("\n");
}
