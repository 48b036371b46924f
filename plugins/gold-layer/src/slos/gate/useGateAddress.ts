import { gateVerdicts } from '@gold-layer/backstage-plugin-common';
import { useSearchParams } from 'react-router-dom';
import { changeAddress } from '../../ui';
import { changeKindOf } from './words';

/** What the address of the gate's page says. */
export function useGateAddress() {
  const [search, setSearch] = useSearchParams();
  const answer = search.get('answer') ?? '';
  return {
    service: search.get('service') ?? '',
    change: changeKindOf(search.get('change')),
    reference: search.get('reference') ?? '',
    verdict: gateVerdicts.filter(each =>
      search.getAll('verdict').includes(each),
    ),
    /** The id of the past answer whose reasons are shown. */
    answer,
    set: (
      key: 'service' | 'change' | 'reference' | 'verdict',
      value: string[],
    ) =>
      setSearch(previous => changeAddress(previous, { [key]: value }), {
        replace: key === 'reference',
      }),
    /** Shows the reasons of a past answer, or hides them. The page of the list stays. */
    toggleAnswer: (id: string) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.delete('answer');
          if (id !== answer) next.set('answer', id);
          return next;
        },
        { replace: true },
      ),
  };
}
/** What the address of the gate's page says, and the ways to change it. */
export type GateAddress = ReturnType<typeof useGateAddress>;
