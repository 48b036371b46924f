import type {
  Review,
  ReviewControl,
} from '@gold-layer/backstage-plugin-common';

/** Which controls are shown. */
export const shows = [
  'all',
  'unanswered',
  'blocking',
  'mine',
  'drifted',
] as const;
/** Which controls are shown. */
export type Show = (typeof shows)[number];

/** A section with the controls that the filter leaves. */
export interface ShownSection {
  section: Review['sections'][number];
  controls: ReviewControl[];
}

/** Roles of the review that a person fills or may fill. */
export function rolesOf(review: Review, user: string): Set<string> {
  return new Set([
    ...review.mayDecideFor,
    ...review.decisions.flatMap(({ role, assignee }) =>
      assignee?.ref === user ? [role] : [],
    ),
  ]);
}

/** The sections and controls that a filter leaves; sections without any are left out. */
export function shownSections(
  review: Review,
  filter: {
    show: Show;
    user: string;
    /** Controls that stay though the filter would not show them any more. */
    keep?: ReadonlySet<string>;
  },
): ShownSection[] {
  const roles = rolesOf(review, filter.user);
  const mine = (section: Review['sections'][number]) =>
    roles.has(section.reviewer.role) ||
    review.maySign.includes(section.section);
  return review.sections
    .map(section => ({
      section,
      controls: section.controls.filter(
        control =>
          (filter.show === 'mine'
            ? mine(section)
            : isShown(control, filter.show)) ||
          filter.keep?.has(control.control),
      ),
    }))
    .filter(({ controls }) => controls.length > 0);
}

function isShown(control: ReviewControl, show: Show): boolean {
  switch (show) {
    case 'unanswered':
      return control.answer === undefined;
    case 'blocking':
      return control.blocking && control.open !== undefined;
    case 'drifted':
      return control.drift !== undefined;
    default:
      return true;
  }
}

/**
 * The address of another part of the review. The section of the control that a
 * link has led to stays the open one, but nobody is led to that control again.
 */
export function viewAddress(
  address: URLSearchParams,
  to: { view: string; review: Review },
): URLSearchParams {
  const changed = new URLSearchParams(address);
  const led = changed.get('control');
  const section = to.review.sections.find(({ controls }) =>
    controls.some(({ control }) => control === led),
  );
  changed.delete('control');
  if (section && !changed.has('section')) {
    changed.set('section', section.section);
  }
  changed.set('view', to.view);
  return changed;
}

/** The section to open: the one asked for, or that of the control, or the last one open, or the first with something to do. */
export function firstSection(
  sections: ShownSection[],
  asked: { section?: string; control?: string; last?: string },
): string | undefined {
  const found =
    sections.find(({ section }) => section.section === asked.section) ??
    sections.find(({ controls }) =>
      controls.some(({ control }) => control === asked.control),
    ) ??
    sections.find(({ section }) => section.section === asked.last) ??
    sections.find(({ controls }) => controls.some(({ open }) => open)) ??
    sections[0];
  return found?.section.section;
}

/** The control `step` places on from the present one, across sections; stays at the ends. */
export function neighbour(
  sections: ShownSection[],
  from: { control?: string; section?: string },
  step: 1 | -1,
): { control: string; section: string } | undefined {
  const all = sections.flatMap(({ section, controls }) =>
    controls.map(({ control }) => ({ control, section: section.section })),
  );
  const at = all.findIndex(({ control }) => control === from.control);
  if (at >= 0) return all[at + step] ?? all[at];
  return all.find(({ section }) => section === from.section) ?? all[0];
}
