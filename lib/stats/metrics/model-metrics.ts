/** How the language model does, and what it was asked for. docs/operations/metrics.md. */
import { Counter, Gauge, type Registry } from "prom-client";
import type { LanguageModelState } from "@/lib/contract/queue";

export function addModelMetrics(register: Registry, model: LanguageModelState): void {
  const registers = [register];
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name: `presentation_jobs_llm_${name}`, help, registers }).set(value);
  gauge(
    "resting",
    "1 while jobs do not ask the language model, or one of them tries, after trouble; else 0",
    model.state === "closed" ? 0 : 1,
  );
  gauge(
    "consecutive_failures",
    "Jobs one after another that got nothing from the language model",
    model.consecutive_failures,
  );
  const counter = (name: string, help: string, value: number) =>
    new Counter({ name: `presentation_jobs_llm_${name}_total`, help, registers }).inc(value);
  counter("requests", "Requests to the language model, with those that were repeated", model.requests);
  counter("prompt_tokens", "Tokens of questions to the language model", model.prompt_tokens);
  counter("completion_tokens", "Tokens of answers of the language model", model.completion_tokens);
  const cost = new Counter({
    name: "presentation_jobs_llm_cost_total",
    help: "What the language model has cost, by the prices of each time",
    labelNames: ["currency"],
    registers,
  });
  if (model.cost !== null && model.currency !== null) cost.inc({ currency: model.currency }, model.cost);
}
