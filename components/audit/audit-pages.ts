/** The pages of what entries name. */

const pages: Readonly<Record<string, string>> = {
  job: "/jobs",
  lesson: "/lessons",
  presentation: "/presentations",
  action: "/actions",
};

/** Address of the page of a thing; undefined where its kind has none. */
export function pageOfTarget(type: string, id: string): string | undefined {
  const page = pages[type];
  return page && `${page}/${encodeURIComponent(id)}`;
}
