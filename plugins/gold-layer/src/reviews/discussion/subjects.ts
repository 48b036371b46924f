import type { Review } from '@gold-layer/backstage-plugin-common';

/** Something that can be talked about: a section, or a control in it. */
export interface Subject {
  /** As the address has it. */
  key: string;
  title: string;
  section: string;
  control?: string;
}

/** How the address names a control that is talked about. */
export const controlSubject = (control: string) => `control:${control}`;

/** How the address names what a comment is about; undefined where that is the review as a whole. */
export function subjectKey(about: {
  control?: string;
  section?: string;
}): string | undefined {
  if (about.control) return controlSubject(about.control);
  return about.section && `section:${about.section}`;
}

/** Sections and controls of a review, in their order. */
export function subjectsOf(review: Review): Subject[] {
  return review.sections.flatMap(({ section, title, controls }) => [
    { key: `section:${section}`, title, section },
    ...controls.map(control => ({
      key: controlSubject(control.control),
      title: control.title,
      section,
      control: control.control,
    })),
  ]);
}
