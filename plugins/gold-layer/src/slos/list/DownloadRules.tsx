import { useApi } from '@backstage/core-plugin-api';
import { goldLayerApiRef } from '../../api';
import { DownloadButton } from '../../ui';
import type { SloList } from './useSloList';

/** Saves the rules of all SLOs that match, on every page, as one file for Prometheus. */
export function DownloadRules(props: { list: SloList; disabled: boolean }) {
  const api = useApi(goldLayerApiRef);
  return (
    <DownloadButton
      label="Download rules"
      file="gold-layer-slo-rules.yaml"
      disabled={props.disabled}
      fetch={() => api.download('exportSloRules', props.list.filter)}
    />
  );
}
