import type { Metadata } from "next";
import Link from "next/link";
import { AuthPage } from "@/components/auth/auth-page";
import { SetupForm } from "@/components/auth/setup-form";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { isSetUp } from "@/lib/auth/first-administrator";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage() {
  if (await isSetUp()) {
    return (
      <AuthPage title="Set up" lead="This is done once, and it has been done.">
        <Notice look="info" title="There is an administrator already">
          <p>Sign in, or ask an administrator for an account.</p>
        </Notice>
        <Button asChild look="primary" className="mt-4 h-10 w-full">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Set up" lead="Make the first administrator. You can add other people later.">
      <SetupForm />
    </AuthPage>
  );
}
