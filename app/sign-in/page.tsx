import type { Metadata } from "next";
import { AuthPage } from "@/components/auth/auth-page";
import { safeNextPath } from "@/components/auth/next-path";
import { SignInForm } from "@/components/auth/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  return (
    <AuthPage title="Sign in" lead="Presentation Jobs: from lessons to slide decks.">
      <SignInForm next={safeNextPath(next)} />
    </AuthPage>
  );
}
