import { createServer } from "node:net";
import { StartRefused } from "./start-refused";

/** @throws StartRefused when nothing can listen on `host`:`port` */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) => {
      reject(new StartRefused(reasonFor(error.code, host, port)));
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

function reasonFor(code: string | undefined, host: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return `PORT ${port} on ${host} is in use: stop the program that has it, or set PORT to another number`;
    case "EACCES":
      return `PORT ${port} needs more rights than this account has: set PORT to a number above 1023`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST ${host} is no address of this machine`;
    default:
      return `PORT ${port} on ${host} cannot be used (${code ?? "unknown reason"})`;
  }
}
