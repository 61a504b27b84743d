"use client";

/** The root layout itself failed: plain elements, because neither styles nor providers are there. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Presentation Jobs could not be shown</title>
        <h1>Presentation Jobs could not be shown</h1>
        <p>Something went wrong on our side. Trying again often helps.</p>
        <button type="button" onClick={() => retry()}>
          Try again
        </button>
      </body>
    </html>
  );
}
