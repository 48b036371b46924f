import { useApi } from '@backstage/core-plugin-api';
import { goldLayerApiRef } from '../api';
import { DownloadButton } from '../ui';
import { toFilter } from './address';
import type { ServiceList } from './useServiceList';

/** Saves all services that match, on every page, as a CSV file. */
export function ExportButton(props: { list: ServiceList }) {
  const { address, scorecard, query } = props.list;
  const api = useApi(goldLayerApiRef);
  return (
    <DownloadButton
      label="Download CSV"
      file="services.csv"
      disabled={!query.data?.totalItems}
      fetch={() =>
        api.download('exportServices', toFilter(address, scorecard?.name))
      }
    />
  );
}
