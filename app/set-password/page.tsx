import type { Metadata } from "next";
import { AuthPage } from "@/components/auth/auth-page";
import { SetPasswordForm } from "@/components/auth/set-password-form";

export const metadata: Metadata = { title: "Set your password" };

export default function SetPasswordPage() {
  return (
    <AuthPage title="Set your password" lead="Your account came with the move from the earlier system.">
      <SetPasswordForm />
    </AuthPage>
  );
}
