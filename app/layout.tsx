import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Providers } from "@/components/providers";
import { pageNonce } from "./_auth";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Presentation Jobs", template: "%s · Presentation Jobs" },
  description: "From lessons to slide decks: the jobs, the decks and the queue.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f7f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0d0f" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <Providers nonce={await pageNonce()} renderedAt={Date.now()}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
