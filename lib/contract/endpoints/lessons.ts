/** Lessons are stored, read and deleted. */
import { z } from "zod";
import { endpoint } from "../endpoint";
import { id } from "../jobs";
import { lesson, lessonInput, lessonListQuery, lessonSummary, sampleLessonsAdded } from "../lessons";
import { lessonPath } from "../path-ids";
import { exampleLessonId } from "./example-ids";
import { pageHeaders } from "./page-headers";

const ofOneLesson = ["lesson_not_found", "lesson_access_denied"] as const;

const exampleLesson = {
  lesson_id: exampleLessonId,
  user_id: null,
  title: "Clap the beat",
  content_format: "markdown",
  revision: 1,
  created_at: "2026-01-07T06:30:00.000Z",
  updated_at: "2026-01-07T06:30:00.000Z",
  content: "# Clap the beat\n\n## Objectives\n- Clap a steady beat (1.PR.1)\n",
} as const;

export const listLessons = endpoint({
  id: "listLessons",
  method: "GET",
  path: "/api/lessons",
  access: "lesson:read",
  tag: "Lessons",
  summary: "List lessons",
  description: "Newest first, page by page. Teachers get their own.",
  query: lessonListQuery,
  answers: {
    200: { description: "One page of lessons", schema: z.array(lessonSummary), headers: pageHeaders },
  },
  examples: [
    { name: "The newest", status: 200 },
    { name: "Search", query: { q: "rhythm", limit: "5" }, status: 200 },
  ],
});

export const getLesson = endpoint({
  id: "getLesson",
  method: "GET",
  path: "/api/lessons/{lesson_id}",
  access: "lesson:read",
  tag: "Lessons",
  summary: "Read a lesson",
  params: lessonPath,
  answers: { 200: { description: "The lesson", schema: lesson, example: exampleLesson } },
  errors: ofOneLesson,
  examples: [
    { name: "A lesson", params: { lesson_id: exampleLessonId }, status: 200 },
    { name: "An unknown lesson", params: { lesson_id: "nowhere" }, status: 404, error: "lesson_not_found" },
  ],
});

export const putLesson = endpoint({
  id: "putLesson",
  method: "PUT",
  path: "/api/lessons/{lesson_id}",
  access: "lesson:write",
  tag: "Lessons",
  summary: "Store a lesson",
  description:
    "Makes the lesson or replaces it. A changed content raises `revision` and marks the lesson's decks stale. The content is Markdown, or an object of the m2.0 format, with at most 10,000 lines, values and cells of tables.",
  params: z.strictObject({ lesson_id: id }),
  body: lessonInput,
  answers: {
    200: { description: "The lesson was there and is replaced", schema: lesson, example: exampleLesson },
    201: { description: "The lesson is new", schema: lesson, example: exampleLesson },
  },
  errors: ["lesson_access_denied", "lesson_parse_failed"],
  examples: [
    {
      name: "A new lesson",
      params: { lesson_id: "water-cycle" },
      body: {
        title: "The water cycle",
        content: "# The water cycle\n\n## Objectives\n- Name the four stages\n",
      },
      status: 201,
    },
    {
      name: "A lesson that is there",
      params: { lesson_id: exampleLessonId },
      body: { title: "Clap the beat", content: exampleLesson.content },
      status: 200,
    },
    {
      name: "An object that is no lesson",
      params: { lesson_id: "water-cycle" },
      body: { title: "The water cycle", content: { version: "m9" } },
      status: 422,
      error: "lesson_parse_failed",
    },
  ],
});

export const deleteLesson = endpoint({
  id: "deleteLesson",
  method: "DELETE",
  path: "/api/lessons/{lesson_id}",
  access: "lesson:write",
  tag: "Lessons",
  summary: "Delete a lesson",
  description: "With its jobs, its decks and their files.",
  params: lessonPath,
  answers: { 204: { description: "The lesson is gone" } },
  errors: ofOneLesson,
  examples: [{ name: "A lesson", params: { lesson_id: exampleLessonId }, status: 204 }],
});

export const addSampleLessons = endpoint({
  id: "addSampleLessons",
  method: "POST",
  path: "/api/sample-lessons",
  access: "lesson:write",
  tag: "Lessons",
  summary: "Add the sample lessons",
  description:
    "Stores a dozen lessons in both formats that come with the product, for a first look. Those that are there stay as they are. They belong to several made-up teachers, so a teacher may not.",
  answers: {
    200: { description: "The ids of the new ones", schema: sampleLessonsAdded },
  },
  examples: [{ name: "All", status: 200 }],
});

export const lessonEndpoints = [listLessons, getLesson, putLesson, deleteLesson, addSampleLessons];
