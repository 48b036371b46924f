import { useCallback, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';

/** The control that the reader is at. */
export interface CurrentControl {
  current?: string;
  /** Says that the reader has gone to another, or to none. */
  goTo: (control: string | undefined) => void;
  /** Where a link has led: the same control anew whenever one is followed. */
  arrival?: { control: string; key: string };
}

/** The control that the address names, until the reader goes to another. */
export function useCurrentControl(): CurrentControl {
  const [search] = useSearchParams();
  const { key } = useLocation();
  const control = search.get('control') ?? undefined;
  const [place, setPlace] = useState({ key, control });
  // A link followed since leads elsewhere, for good; an address without a control does not.
  const led = control !== undefined && place.key !== key;
  const at = led ? { key, control } : place;
  if (led) setPlace(at);
  const goTo = useCallback(
    (next: string | undefined) => setPlace({ key, control: next }),
    [key],
  );
  return {
    current: at.control,
    goTo,
    arrival: control === undefined ? undefined : { control, key },
  };
}
