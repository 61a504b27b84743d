import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "@/components/auth/auth-page";
import { safeNextPath } from "@/components/auth/next-path";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { isSetUp } from "@/lib/auth/first-administrator";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, password } = await searchParams;
  const t = await getTranslations("auth.signIn");
  // A database that is away is what the form tells of.
  const isReady = await isSetUp().catch(() => true);
  return (
    <AuthPage title={t("title")} lead={t("lead")}>
      {password === "set" && <Notice look="success" title={t("passwordIsSet")} className="mb-4" />}
      {!isReady && (
        <Notice look="info" title={t("notSetUp")} className="mb-4">
          <p>{t("notSetUpWhy")}</p>
        </Notice>
      )}
      <SignInForm next={safeNextPath(next)} />
    </AuthPage>
  );
}
