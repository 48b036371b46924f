import type { ChecklistDocument, ControlDocument } from './document';
import type { ReviewUpgrade } from './lists';

/**
 * What moving a review from one version of its checklist to another changes.
 * An answer still applies unless what is asked has changed: the title or the
 * rule. Other guidance, weight or evidence leave it standing.
 */
export function upgradeDiff(
  from: ChecklistDocument,
  to: ChecklistDocument,
  answered: ReadonlySet<string>,
): ReviewUpgrade {
  const before = controlsOf(from);
  const after = controlsOf(to);
  const diff: ReviewUpgrade = {
    from: from.metadata.version,
    to: to.metadata.version,
    added: [],
    removed: [],
    changed: [],
    kept: 0,
  };
  for (const [control, { title }] of before) {
    if (after.has(control)) continue;
    diff.removed.push({ control, title, answered: answered.has(control) });
  }
  for (const [control, document] of after) {
    const { title } = document;
    const old = before.get(control);
    if (!old) {
      diff.added.push({ control, title });
      continue;
    }
    const what = differences(old, document);
    const keeps = old.title === title && old.rule === document.rule;
    if (what.length > 0) {
      diff.changed.push({ control, title, what: what.join(', '), keeps });
    }
    if (keeps && answered.has(control)) diff.kept += 1;
  }
  return diff;
}

function controlsOf(
  document: ChecklistDocument,
): Map<string, ControlDocument & { section: string }> {
  return new Map(
    document.spec.sections.flatMap(section =>
      section.controls.map(
        control => [control.id, { ...control, section: section.id }] as const,
      ),
    ),
  );
}

type Placed = ControlDocument & { section: string };

function differences(before: Placed, after: Placed): string[] {
  const parts: [keyof Placed, string][] = [
    ['title', 'wording'],
    ['guidance', 'guidance'],
    ['link', 'link'],
    ['rule', 'rule'],
    ['blocking', 'tiers it blocks'],
    ['evidence', 'evidence asked for'],
    ['appliesTo', 'services it applies to'],
    ['validFor', 'validity'],
    ['section', 'section'],
  ];
  return parts.flatMap(([key, word]) =>
    JSON.stringify(before[key]) === JSON.stringify(after[key]) ? [] : [word],
  );
}
