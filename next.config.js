// The pages carry a content security policy with a nonce of their own (proxy.ts); these headers are right for every answer.
const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
];

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  // `npm test` checks the types, of everything and once; `npm start` need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  // forbidden() renders app/forbidden.tsx with status 403.
  // The other one redirects whatever carries the header RSC, the API too, to an address with a parameter that the API refuses. It
  // is there for caches between us and the browser; nothing that we answer may be cached there.
  // Without a network the router waits for it, where it would else leave the page for the browser's error page.
  experimental: { authInterrupts: true, useOffline: true, validateRSCRequestHeaders: false },
  // A lockfile in a folder above must not change what counts as the project.
  // next-intl asks this name for the language of a request; its own plugin does this and loads a compiler that we do not need.
  turbopack: { root: import.meta.dirname, resolveAlias: { "next-intl/config": "./app/_i18n.ts" } },
  // Native code, files found beside the code, or threads: what a bundler breaks.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@opentelemetry/api",
    "@opentelemetry/core",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@zxcvbn-ts/core",
    "@zxcvbn-ts/language-common",
    "better-sqlite3",
    "bidi-js",
    "fontkit",
    "linebreak",
    "nodemailer",
    "pdfkit",
    "pg",
    "pino",
    "piscina",
    "pptxgenjs",
    "prom-client",
    "rate-limiter-flexible",
  ],
  headers: async () => [{ source: "/:path*", headers }],
  // Browsers ask for this one where no page has named another: beside JSON, or before a page's own is read.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
};

export default nextConfig;
