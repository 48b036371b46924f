const scrapeSeconds = 30;

/** How a counter went: what it counts from one scrape to the next, and when it is away or begins anew. */
export interface CounterStory {
  metric: string;
  labels?: Record<string, string>;
  perScrape: number;
  /** Seconds since 1970 between which nothing was scraped. */
  gap?: { from: number; to: number };
  /** When the process began anew, with its counter at 0. */
  restart?: number;
}

/** Counters as they were scraped, in the text form of OpenMetrics. */
export function pastTraffic(
  stories: CounterStory[],
  range: { start: number; end: number },
): string {
  const metrics = new Set(stories.map(it => it.metric));
  const lines = [...metrics].flatMap(metric => [
    `# TYPE ${metric} counter`,
    ...stories
      .filter(it => it.metric === metric)
      .flatMap(story => samples(story, range)),
  ]);
  return `${lines.join('\n')}\n# EOF\n`;
}

function samples(
  { metric, labels = {}, perScrape, gap, restart }: CounterStory,
  { start, end }: { start: number; end: number },
): string[] {
  const pairs = Object.entries(labels).map(([key, it]) => `${key}="${it}"`);
  const lines: string[] = [];
  let value = 0;
  for (let at = start; at <= end; at += scrapeSeconds) {
    value = at === restart ? 0 : value + perScrape;
    if (!gap || at < gap.from || at > gap.to) {
      lines.push(`${metric}_total{${pairs.join(',')}} ${value} ${at}`);
    }
  }
  return lines;
}
