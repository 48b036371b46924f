import { Link } from '@backstage/core-components';
import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';

/** A link to an entity's page; `tab` opens one of its tabs. */
export function EntityLink(props: {
  entityRef: string;
  /** What to call it; as the catalog presents it unless given. */
  title?: string;
  tab?: 'gold-layer';
  children?: ReactNode;
}) {
  const link = useEntityRefLink();
  const to = link(props.entityRef);
  return (
    <Link to={props.tab ? `${to}/${props.tab}` : to} title={props.entityRef}>
      {props.children ?? props.title ?? (
        <PresentedName entityRef={props.entityRef} />
      )}
    </Link>
  );
}

function PresentedName(props: { entityRef: string }) {
  return <>{useEntityPresentation(props.entityRef).primaryTitle}</>;
}
