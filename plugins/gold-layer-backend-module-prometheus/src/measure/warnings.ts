/** Since 2.48 Prometheus remarks on a query's style in the same place where Thanos tells that a store is missing. */
const remark = /^PromQL (info|warning)/i;

/** Warnings in words: `partial` where the answer may lack something, `problem` where the query is remarked on. */
export function readWarnings(
  warnings: string[],
  source: string,
): { partial?: string; problem?: string } {
  const different = [...new Set(warnings)];
  const say = (found: string[], words: string) =>
    found.length === 0
      ? undefined
      : `Prometheus '${source}' ${words}: ${shorten(found.slice(0, 3).join('; '))}`;
  return {
    partial: say(
      different.filter(it => !remark.test(it)),
      'warns that something may be missing from its answer',
    ),
    problem: say(
      different.filter(it => remark.test(it)),
      'remarks on the query',
    ),
  };
}

function shorten(text: string): string {
  return text.length > 500 ? `${text.slice(0, 499)}…` : text;
}
