import { gateVerdicts } from '@gold-layer/backstage-plugin-common';
import { useSearchParams } from 'react-router-dom';
import { changeKindOf } from './words';

/** What the address of the gate's page says. */
export function useGateAddress() {
  const [search, setSearch] = useSearchParams();
  return {
    service: search.get('service') ?? '',
    change: changeKindOf(search.get('change')),
    reference: search.get('reference') ?? '',
    verdict: gateVerdicts.filter(each =>
      search.getAll('verdict').includes(each),
    ),
    set: (
      key: 'service' | 'change' | 'reference' | 'verdict',
      value: string[],
    ) =>
      setSearch(
        previous => {
          const address = new URLSearchParams(previous);
          address.delete('cursor');
          address.delete(key);
          for (const item of value) if (item) address.append(key, item);
          return address;
        },
        { replace: key === 'reference' },
      ),
  };
}
/** What the address of the gate's page says, and the ways to change it. */
export type GateAddress = ReturnType<typeof useGateAddress>;
