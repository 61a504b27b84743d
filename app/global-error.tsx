"use client";

/**
 * The root layout itself failed: plain elements, because neither styles nor providers are there. So nobody knows the language, and
 * it says everything in both.
 */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Presentation Jobs could not be shown</title>
        <h1>Presentation Jobs could not be shown</h1>
        <p>Something went wrong on our side. Trying again often helps.</p>
        <p lang="zh-CN">无法显示演示文稿任务：我们这边出了问题，重试通常会有帮助。</p>
        <button type="button" onClick={() => retry()}>
          Try again · <span lang="zh-CN">重试</span>
        </button>
      </body>
    </html>
  );
}
