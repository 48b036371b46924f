import type {
  ServiceType,
  SloDetail,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';
import { serviceIdOf, useGoldLayer } from '../../api';

/** What is known around the SLO that is being written. */
export interface WizardContext {
  /** The SLO that is being changed. */
  before?: SloSpec;
  /** Its document. */
  document?: SloDetail['document'];
  /** As the record of the service says. */
  recordedType?: ServiceType;
  /** The file that the record of the service names. */
  recordedFile?: string;
  /** The record has its SLOs inline. */
  inline: boolean;
  /** Names that other SLOs of the service have. */
  taken: string[];
  /** An SLO of the service whose document lies in its repository. */
  inRepository?: string;
}

/** Looks up what is known around an SLO of a service; nothing holds the wizard up. */
export function useWizardContext(
  service: string,
  changed?: SloDetail,
): WizardContext {
  const ref = serviceIdOf(service);
  const id = ref ?? { kind: '', namespace: '', name: '' };
  const enabled = ref !== undefined;
  const record = useGoldLayer('getService', id, { enabled }).data?.service
    .record;
  const slos = useGoldLayer('getServiceSlos', id, { enabled }).data?.items;
  const prefix = ref ? `${ref.namespace}.${ref.name}.` : '';
  return {
    before: changed?.spec,
    document: changed?.document,
    recordedType: record?.serviceType,
    recordedFile: typeof record?.slos === 'string' ? record.slos : undefined,
    inline: Array.isArray(record?.slos),
    taken: (slos ?? [])
      .filter(slo => slo.id !== changed?.id && slo.id.startsWith(prefix))
      .map(slo => slo.id.slice(prefix.length)),
    inRepository: slos?.find(({ origin }) => origin === 'repository')?.id,
  };
}
