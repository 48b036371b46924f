import { InputError } from '@backstage/errors';
import { mentionsIn } from '@gold-layer/backstage-plugin-common';
import type { Notice } from '../../notices/Notices';
import type { Actor } from '../../people';
import type { StoredComment, StoredReview } from '../records';
import { nameOf, noticeAbout } from './reviewNotices';

/** More is a mailing. */
const maxMentions = 20;

/**
 * Refs of those whom a comment mentions.
 *
 * @throws InputError that names the field, if there are too many
 */
export function readMentions(text: string, field: string): string[] {
  const mentions = mentionsIn(text);
  if (mentions.length <= maxMentions) return mentions;
  throw new InputError(
    `${field}: a comment mentions at most ${maxMentions} people, found ${mentions.length}`,
  );
}

/** Tells those whom a comment mentions, and leads them to it. */
export function mentionNotice(
  review: StoredReview,
  comment: Pick<StoredComment, 'id' | 'control' | 'section' | 'mentions'>,
  { actor, place }: { actor: Actor; place?: string },
): Notice {
  return noticeAbout(
    review,
    {
      to: comment.mentions,
      title: `${actor.title} mentioned you${place ? ` on '${place}'` : ''}`,
      // Not the words themselves: whoever is named may not be let in to read them.
      description: nameOf(review),
      about: `mention ${comment.id}`,
      place: { view: 'discussion', about: subjectOf(comment) },
    },
    actor.ref,
  );
}

/** How the page of a review names what a comment is about. */
function subjectOf({
  control,
  section,
}: Pick<StoredComment, 'control' | 'section'>): string | undefined {
  if (control) return `control:${control}`;
  return section && `section:${section}`;
}
