import type {
  FactValue,
  FrozenAnswer,
  ReviewExport,
  ReviewSnapshot,
  ReviewState,
} from '@gold-layer/backstage-plugin-common';
import { wasApproved } from '../words';

type Section = ReviewExport['review']['sections'][number];

/** Whether a snapshot was frozen of a review in a state: only approvals are replaced by later ones. */
export function wasFrozen(state: ReviewState): boolean {
  return wasApproved(state) || state === 'superseded';
}

/** A section with what was approved in it. */
export interface FrozenSection {
  id: string;
  title: string;
  /** Title of the role that signs it. */
  role?: string;
  signOff?: ReviewSnapshot['signOffs'][number];
  answers: FrozenAnswer[];
}

/** What was approved, by section: the snapshot names controls only. */
export function frozenSections(
  { answers, signOffs }: ReviewSnapshot,
  sections: Section[],
): FrozenSection[] {
  const placed = sections.map(({ controls, reviewer, section: id, title }) => {
    const here = new Set(controls.map(({ control }) => control));
    return {
      id,
      title,
      role: reviewer.title,
      signOff: signOffs.find(({ section }) => section === id),
      answers: answers.filter(({ control }) => here.has(control)),
    };
  });
  const found = new Set(placed.flatMap(section => section.answers));
  const rest = answers.filter(answer => !found.has(answer));
  return [
    ...placed.filter(section => section.answers.length > 0),
    ...(rest.length > 0
      ? [{ id: '', title: 'Other controls', answers: rest }]
      : []),
  ];
}

/** How people are called that the snapshot has as refs, as far as the export says. */
export function namesIn({
  log,
  review,
}: ReviewExport): (ref?: string) => string {
  const names = new Map<string, string>();
  collect([review, log], names);
  return (ref = 'somebody') => names.get(ref) ?? ref;
}

function collect(value: unknown, names: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (
    'ref' in value &&
    'title' in value &&
    typeof value.ref === 'string' &&
    typeof value.title === 'string'
  ) {
    names.set(value.ref, value.title);
  }
  for (const part of Object.values(value)) collect(part, names);
}

/** A value in full: on paper nothing can be looked up. */
export function wholeValue(value: FactValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}
