"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { Tooltip } from "radix-ui";
import { type ReactNode, useState } from "react";
import { makeQueryClient } from "./query-client";
import { ClockProvider } from "./time/clock";
import { Toaster } from "./ui/toaster";

type ProvidersProps = {
  /** For the theme's inline script, where the page has a content security policy. */
  nonce: string | undefined;
  /** The server's time at rendering (Unix ms), so that the first render in the browser says the same. */
  renderedAt: number;
  /** The chosen zone (preferences.ts). */
  timeZone: string;
  children: ReactNode;
};

/**
 * The theme's script runs from the HTML, before the first paint. Where React makes it anew in the browser (after a page that
 * does not exist) it could not run, and React says so: there it is data instead.
 */
const themeScript = { type: typeof window === "undefined" ? "text/javascript" : "application/json" };

export function Providers({ nonce, renderedAt, timeZone, children }: ProvidersProps) {
  const [queryClient] = useState(makeQueryClient);
  // The document's policy knows the first one only: when the page is rendered anew it comes with another.
  const [documentNonce] = useState(nonce);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={documentNonce}
      scriptProps={themeScript}
    >
      <QueryClientProvider client={queryClient}>
        <ClockProvider renderedAt={renderedAt} timeZone={timeZone}>
          <Tooltip.Provider delayDuration={300}>{children}</Tooltip.Provider>
        </ClockProvider>
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
