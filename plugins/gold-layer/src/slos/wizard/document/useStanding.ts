import { useGoldLayer } from '../../../api';
import type { Place } from '../draft/draft';
import type { WizardContext } from '../useWizardContext';

/** The file that stands at a place now. */
export interface Standing {
  place: Place;
  /** Absent where there is none yet. */
  text?: string;
  /** Of the portal's; 0 where it keeps none. */
  version: number;
  /** Where it is, in words. */
  location?: string;
  url?: string;
}

/** Files of a service that an SLO can be put into, as they stand. */
export interface Standings {
  /** Absent while it is not known yet. */
  portal?: Standing;
  repository?: Standing;
  /** Why it is not known. */
  error?: Error;
  retry: () => void;
}

/** Looks up what stands in the portal and in the repository. */
export function useStanding(
  service: string,
  { document, inRepository, recordedFile }: WizardContext,
): Standings {
  const kept = useGoldLayer(
    'getSloDocument',
    { service },
    { enabled: service !== '' },
  );
  const other = useGoldLayer(
    'getSlo',
    { id: inRepository ?? '' },
    { enabled: inRepository !== undefined && !document },
  );
  const found =
    document && document.origin !== 'portal' ? document : other.data?.document;
  return {
    portal: kept.data && {
      place: 'portal',
      version: kept.data.version,
      // Version 0: it keeps none.
      text: kept.data.version > 0 ? kept.data.text : undefined,
    },
    repository: other.isLoading
      ? undefined
      : {
          place: 'repository',
          version: 0,
          text: found?.text,
          location: found?.location ?? recordedFile,
          url: found?.url,
        },
    error: kept.error ?? other.error ?? undefined,
    retry: () => {
      kept.refetch().catch(() => undefined);
    },
  };
}
