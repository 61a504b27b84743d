import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "@/components/auth/auth-page";
import { SetPasswordForm } from "@/components/auth/set-password-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.setPassword");
  return { title: t("title") };
}

export default async function SetPasswordPage() {
  const t = await getTranslations("auth.setPassword");
  return (
    <AuthPage title={t("title")} lead={t("lead")}>
      <SetPasswordForm />
    </AuthPage>
  );
}
