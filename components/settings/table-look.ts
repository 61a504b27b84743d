/** The look of the tables of the settings. */
export const headLook = "h-9 px-3 text-left font-medium text-muted text-sm first:pl-0 last:pr-0";
export const cellLook = "px-3 py-2.5 align-top first:pl-0 last:pr-0";
