import type {
  RouteInput,
  RouteName,
} from '@gold-layer/backstage-plugin-common';
import { useGoldLayer } from '../api';

/** Says `listReviews: error` once a screen beside it has been told how its question ended, so that a test can wait for what is not shown. */
export function Settled<N extends RouteName>(props: {
  name: N;
  input: RouteInput<N>;
}) {
  const { status } = useGoldLayer(props.name, props.input);
  return <p>{`${props.name}: ${status}`}</p>;
}
