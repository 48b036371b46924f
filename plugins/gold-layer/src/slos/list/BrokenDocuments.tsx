import { Link } from '@backstage/core-components';
import { Hint, count, useLinks } from '../../ui';

/** Says that not all that was promised is told; nothing while every document is well. */
export function BrokenDocuments(props: { documents: number }) {
  const { documents } = props;
  const links = useLinks();
  if (documents === 0) return null;
  return (
    <Hint tone="bad">
      {count(documents, 'document')} of SLOs cannot be read, or not all of{' '}
      {documents === 1 ? 'it' : 'them'}: what {documents === 1 ? 'it' : 'they'}{' '}
      may promise is missing here. The{' '}
      <Link to={links.health}>health page</Link> names{' '}
      {documents === 1 ? 'it' : 'each'}.
    </Hint>
  );
}
