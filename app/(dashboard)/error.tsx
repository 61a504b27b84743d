"use client";

// Within the dashboard the side bar stays, so that another page is one click away.
export { FailedPage as default } from "@/components/ui/failed-page";
