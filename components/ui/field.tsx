import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

/** 16 px on phones: iOS zooms into anything smaller. */
export const controlLook =
  "h-9 w-full rounded-md border border-control bg-surface px-3 text-base text-ink placeholder:text-muted aria-invalid:border-failed max-md:h-11 max-md:text-lg";

type FieldProps = {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
};

/** Label, control, hint and error. The control takes `id` and `aria-describedby={describedBy(id, …)}`. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="text-failed text-sm">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="text-muted text-sm">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

type InputFieldProps = ComponentProps<"input"> & Omit<FieldProps, "children">;

export function InputField({ id, label, hint, error, className, ...input }: InputFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : hint ? `${id}-hint` : undefined}
        className={classNames(controlLook, className)}
      />
    </Field>
  );
}
