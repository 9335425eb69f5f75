import type { Config } from "../../config.js";
import { findingsAbout, reasonOf, type Finding } from "./finding.js";

const { ok, warning, problem } = findingsAbout("service");
const jobs = findingsAbout("jobs");

const timeoutMs = 3_000;
const wildcards: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "[::1]" };

const addressOf = (host: string, port: number): string =>
  `http://${wildcards[host] ?? (host.includes(":") ? `[${host}]` : host)}:${port}`;

/** Whether the service of this configuration runs on this machine, is ready, and its periodic jobs go well. */
export async function checkService({ host, port, metrics }: Config): Promise<Finding[]> {
  const address = addressOf(host, port);
  let answer: { response: Response; status: unknown };
  try {
    const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(timeoutMs) });
    const { status, writes } = (await response.json().catch(() => ({}))) as { status?: unknown; writes?: unknown };
    answer = { response, status: writes ?? status };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === "ECONNREFUSED") return [ok(`none runs at ${address}: its jobs were not checked`)];
    return [problem(`${address} does not answer: ${reason}`, "Look into its log, and restart it.")];
  }
  const { response, status } = answer;
  if (typeof status !== "string")
    return [warning(`another program answers at ${address}`, "Set PORT to a port that is free.")];
  if (status !== "ready")
    return [problem(`the service at ${address} is not ready (${response.status}): ${status}`, "Look into its log.")];
  const figures = metrics === "public" ? address : metrics === "off" ? null : addressOf(metrics.host, metrics.port);
  return [ok(`ready at ${address}`), ...(await checkJobs(figures))];
}

async function checkJobs(address: string | null): Promise<Finding[]> {
  const remedy = "Set METRICS_PORT, by which the figures of the jobs are served.";
  if (address === null) return [jobs.warning("/metrics is not served: the jobs cannot be checked", remedy)];
  const response = await fetch(`${address}/metrics`, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
  if (!response?.ok) return [jobs.warning(`${address}/metrics does not answer: the jobs cannot be checked`, remedy)];
  const text = await response.text();
  const failing = figuresOf(text, "ino_job_failing").filter(({ value }) => value > 0);
  const running = figuresOf(text, "ino_job_running").filter(({ value }) => value > 0);
  const known = figuresOf(text, "ino_job_failing").length;
  const findings = failing.map(({ job, value }) =>
    jobs.warning(`${job} failed ${value} times in a row`, "Look into the log of the service, which has the reason."),
  );
  if (/^ino_mails_failing 1$/m.test(text))
    findings.push(jobs.problem("the service cannot send mails", "See the line about the mail server, and its log."));
  return findings.length > 0 ? findings : [jobs.ok(`${known} jobs, ${running.length} of them running, none failing`)];
}

/** The values of a figure in the text format of Prometheus, by job. */
const figuresOf = (text: string, name: string): { job: string; value: number }[] =>
  [...text.matchAll(new RegExp(`^${name}\\{job="([^"]+)"\\} (\\S+)$`, "gm"))].map(([, job, value]) => ({
    job: job!,
    value: Number(value),
  }));
