import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requireCaller } from "@/app/_auth";
import { LiveUpdates } from "@/components/live/live-updates";
import { BottomBar } from "@/components/shell/nav-links";
import { PersonProvider } from "@/components/shell/person-context";
import { SideBar } from "@/components/shell/side-bar";
import { TopBar } from "@/components/shell/top-bar";
import { TroubleSigns } from "@/components/shell/trouble-signs";
import { Keyboard } from "@/components/shortcuts/keyboard";
import { describeCaller } from "@/lib/auth/caller";

/** The frame of every page for signed-in people. It guards nothing: each page asks for its own permission. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { name, email, role, permissions } = describeCaller(await requireCaller());
  const t = await getTranslations("common");
  return (
    <PersonProvider person={{ name, email, role, permissions }}>
      <LiveUpdates>
        <Keyboard>
          <a
            href="#content"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-raised"
          >
            {t("skipToContent")}
          </a>
          <div className="flex min-h-dvh max-md:flex-col">
            <SideBar />
            <TopBar />
            <main id="content" className="min-w-0 flex-1 px-4 pt-5 pb-24 md:px-8 md:pt-8 md:pb-16">
              {children}
            </main>
          </div>
          <BottomBar />
          <TroubleSigns />
        </Keyboard>
      </LiveUpdates>
    </PersonProvider>
  );
}
