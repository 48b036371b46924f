import type { Person } from '@gold-layer/backstage-plugin-common';

const unfinished = /(?:^|[^\w/])@([\w.:/-]*)$/;
const most = 6;

/** What is being written after an `@` right before the caret; undefined where nobody is being mentioned. */
export function mentionBefore(text: string, caret: number): string | undefined {
  return unfinished.exec(text.slice(0, caret))?.[1];
}

/** People whose name or ref has what is being written. */
export function peopleFor(people: Person[], written: string): Person[] {
  const wanted = written.toLocaleLowerCase('en-US');
  return people
    .filter(({ ref, title }) =>
      `${title} ${ref}`.toLocaleLowerCase('en-US').includes(wanted),
    )
    .slice(0, most);
}

/** The text with the mention completed, and where the caret then stands. */
export function completeMention(
  text: string,
  at: { caret: number; ref: string },
): { text: string; caret: number } {
  const written = mentionBefore(text, at.caret) ?? '';
  const start = at.caret - written.length;
  const before = `${text.slice(0, start)}${at.ref} `;
  return { text: before + text.slice(at.caret), caret: before.length };
}
