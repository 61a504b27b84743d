import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "@/components/auth/auth-page";
import { SetupForm } from "@/components/auth/setup-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { isSetUp } from "@/lib/auth/first-administrator";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.setup");
  return { title: t("title") };
}

export default async function SetupPage() {
  const t = await getTranslations("auth");
  if (await isSetUp()) {
    return (
      <AuthPage title={t("setup.title")} lead={t("setup.done")}>
        <Notice look="info" title={t("setup.already")}>
          <p>{t("setup.alreadyWhy")}</p>
        </Notice>
        <Button asChild look="primary" className="mt-4 h-10 w-full">
          <Link href="/sign-in">{t("signIn.submit")}</Link>
        </Button>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={t("setup.title")} lead={t("setup.lead")}>
      <SetupForm />
    </AuthPage>
  );
}
