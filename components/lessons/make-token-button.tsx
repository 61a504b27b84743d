"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { useMay } from "../shell/person-context";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";

/** Long enough to try things out; one that is forgotten ends by itself. */
const DAYS = 7;

export type ShownToken = { name: string; secret: string; days: number };

type MakeTokenButtonProps = { isMade: boolean; onMade: (token: ShownToken) => void };

/** One click makes a token that may store lessons and make decks, no more. Not shown to those who may not make tokens. */
export function MakeTokenButton({ isMade, onMade }: MakeTokenButtonProps) {
  const t = useTranslations("lessons.first");
  const common = useTranslations("common");
  const messageOf = useMessageOf();
  const mayMake = useMay("token:manage");
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      dataOf(
        api.createToken({
          body: {
            name: t("tokenName"),
            scopes: ["lesson:write", "job:create", "job:read"],
            expires_in_days: DAYS,
          },
        }),
      ),
    onSuccess: ({ name, token }) => onMade({ name, secret: token, days: DAYS }),
    onError: (error) => showToast({ look: "error", title: t("tokenNotMade"), description: messageOf(error) }),
  });
  if (!mayMake || isMade) return null;
  return (
    <Button disabledReason={isPending ? common("oneMoment") : undefined} onClick={() => mutate()}>
      <KeyRound aria-hidden />
      {t("makeToken")}
    </Button>
  );
}
