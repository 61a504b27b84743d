"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useState } from "react";
import type { Person, PersonChange, SetupLinkAnswer } from "@/lib/contract/people";
import { api, dataOf } from "../http/api";
import { useMessageOf } from "../http/use-message-of";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import { AskDialog } from "./ask-dialog";

type PersonMenuProps = {
  person: Person;
  isSelf: boolean;
  onChanged: () => Promise<void>;
  onLink: (link: SetupLinkAnswer) => void;
};

const itemLook =
  "flex min-h-8 cursor-pointer select-none flex-col justify-center rounded-sm px-2.5 py-1 outline-none aria-disabled:cursor-not-allowed aria-disabled:text-muted data-highlighted:bg-hover max-md:min-h-11";

/** What an administrator can do with somebody, beside their role. */
export function PersonMenu({ person, isSelf, onChanged, onLink }: PersonMenuProps) {
  const t = useTranslations("settings.people");
  const messageOf = useMessageOf();
  const [asked, setAsked] = useState<"disable" | "remove" | "removeTotp" | null>(null);
  const { id, name, disabled_at, has_totp } = person;
  const isDisabled = disabled_at !== null;
  const notYourself = isSelf ? t("notYourself") : undefined;

  const change = (body: PersonChange) => dataOf(api.changeUser({ user_id: id, body }));

  /** @param work what is done, told by `done` when it is */
  async function act(work: () => Promise<unknown>, done: string) {
    await work();
    showToast({ look: "success", title: done });
    await onChanged();
  }
  const orTell = (work: Promise<unknown>) =>
    work.catch((error) =>
      showToast({ look: "error", title: t("notChanged"), description: messageOf(error) }),
    );

  const questions = {
    disable: {
      title: t("disableTitle", { name }),
      why: t("disableWhy"),
      verb: t("disable"),
      onConfirm: () => act(() => change({ disabled: true }), t("disabled", { name })),
    },
    remove: {
      title: t("removeTitle", { name }),
      why: t("removeWhy"),
      verb: t("remove"),
      onConfirm: () => act(() => dataOf(api.removeUser({ user_id: id })), t("removed", { name })),
    },
    removeTotp: {
      title: t("removeTotpTitle", { name }),
      why: t("removeTotpWhy"),
      verb: t("removeTotp"),
      onConfirm: () => act(() => change({ totp: false }), t("totpRemoved")),
    },
  };

  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button look="quiet" size="icon" aria-label={t("actionsFor", { name })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={8}
            className="z-30 min-w-52 max-w-72 rounded-lg border bg-raised p-1 shadow-raised"
          >
            <Item
              whyNot={isSelf ? t("newLinkNotYourself") : isDisabled ? t("newLinkWhyNot") : undefined}
              onSelect={() =>
                void orTell(dataOf(api.renewUserSetupLink({ user_id: id })).then((link) => onLink(link)))
              }
            >
              {t("newLink")}
            </Item>
            <DropdownMenu.Item className={itemLook} asChild>
              <Link href={`/audit?actor_id=${encodeURIComponent(id)}`} prefetch={false}>
                {t("audit")}
              </Link>
            </DropdownMenu.Item>
            {has_totp && !isSelf && <Item onSelect={() => setAsked("removeTotp")}>{t("removeTotp")}</Item>}
            <DropdownMenu.Separator className="my-1 border-t" />
            {isDisabled ? (
              <Item
                onSelect={() => void orTell(act(() => change({ disabled: false }), t("enabled", { name })))}
              >
                {t("enable")}
              </Item>
            ) : (
              <Item whyNot={notYourself} onSelect={() => setAsked("disable")}>
                {t("disable")}
              </Item>
            )}
            <Item whyNot={notYourself} onSelect={() => setAsked("remove")}>
              {t("remove")}
            </Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {asked && <AskDialog {...questions[asked]} onClose={() => setAsked(null)} />}
    </>
  );
}

type ItemProps = {
  /** Why it cannot be chosen. It can be reached all the same, so that everybody can find out. */
  whyNot?: string | undefined;
  onSelect: () => void;
  children: ReactNode;
};

function Item({ whyNot, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item
      aria-disabled={whyNot !== undefined}
      onSelect={(event) => (whyNot === undefined ? onSelect() : event.preventDefault())}
      className={itemLook}
    >
      {children}
      {whyNot && <span className="text-xs">{whyNot}</span>}
    </DropdownMenu.Item>
  );
}
