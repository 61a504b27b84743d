import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "@/components/auth/auth-page";
import { safeNextPath } from "@/components/auth/next-path";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Notice } from "@/components/ui/notice";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, password } = await searchParams;
  const t = await getTranslations("auth.signIn");
  return (
    <AuthPage title={t("title")} lead={t("lead")}>
      {password === "set" && <Notice look="success" title={t("passwordIsSet")} className="mb-4" />}
      <SignInForm next={safeNextPath(next)} />
    </AuthPage>
  );
}
