import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import type { ReactNode } from 'react';

/** A link to an entity's page; `tab` opens one of its tabs. */
export function EntityLink(props: {
  entityRef: string;
  /** What to call it; its name unless given. */
  title?: string;
  tab?: 'gold-layer';
  children?: ReactNode;
}) {
  const link = useEntityRefLink();
  const to = link(props.entityRef);
  return (
    <Link to={props.tab ? `${to}/${props.tab}` : to} title={props.entityRef}>
      {props.children ?? props.title ?? parseEntityRef(props.entityRef).name}
    </Link>
  );
}
