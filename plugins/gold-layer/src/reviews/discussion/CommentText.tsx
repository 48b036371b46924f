import type { Person } from '@gold-layer/backstage-plugin-common';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { WrittenMarkdown } from '../../ui';

/** What somebody wrote, with the people mentioned in it as links. */
export function CommentText(props: { body: string; mentions: Person[] }) {
  const link = useEntityRefLink();
  const text = props.mentions.reduce(
    (body, person) =>
      body.replace(
        mentionOf(person.ref),
        (_, before: string) =>
          `${before}[@${escapeMarkdown(person.title)}](${link(person.ref)})`,
      ),
    props.body,
  );
  return <WrittenMarkdown text={text} />;
}

function mentionOf(ref: string): RegExp {
  const literal = ref.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(^|[^\\w/])@${literal}(?![\\w/-])`, 'gi');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\[\]()*_`<>]/g, '\\$&');
}
