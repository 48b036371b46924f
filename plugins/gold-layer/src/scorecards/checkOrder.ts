import type { CheckSummary } from '@gold-layer/backstage-plugin-common';

/** Services to which a check applies and counts today. */
export function applicable({ counts }: CheckSummary): number {
  return counts.fail + counts.unknown + counts.waived + counts.pass;
}

/** Share of services whose check is open, failing or unknown alike, 0–1; 0 where it applies to none. */
export function openShare(check: CheckSummary): number {
  const all = applicable(check);
  return all === 0 ? 0 : (check.counts.fail + check.counts.unknown) / all;
}

/** Worst first: by open share, then by failures, then by title. */
export function worstFirst(checks: CheckSummary[]): CheckSummary[] {
  return [...checks].sort(
    (a, b) =>
      openShare(b) - openShare(a) ||
      b.counts.fail - a.counts.fail ||
      a.title.localeCompare(b.title),
  );
}
