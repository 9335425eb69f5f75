import * as prometheus from "prom-client";

/** A figure that `/metrics` reports; declared beside what it measures. */
export interface Gauge {
  /** In the form that Prometheus recommends: `ino_event_lag_seconds`. */
  name: string;
  help: string;
  /** Read at each scrape. */
  value: () => number | Promise<number>;
}

export function registerGauges(register: prometheus.Registry, gauges: readonly Gauge[]): void {
  for (const { name, help, value } of gauges)
    new prometheus.Gauge({
      name,
      help,
      registers: [register],
      async collect() {
        this.set(await value());
      },
    });
}
