import type { Metadata } from "next";
import { AuthPage } from "@/components/auth/auth-page";
import { safeNextPath } from "@/components/auth/next-path";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Notice } from "@/components/ui/notice";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, password } = await searchParams;
  return (
    <AuthPage title="Sign in" lead="Presentation Jobs: from lessons to slide decks.">
      {password === "set" && (
        <Notice look="success" title="Your password is set. Sign in with it." className="mb-4" />
      )}
      <SignInForm next={safeNextPath(next)} />
    </AuthPage>
  );
}
