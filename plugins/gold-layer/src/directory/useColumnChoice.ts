import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import type { GridColumnVisibilityModel } from '@mui/x-data-grid';
import { useCallback, useMemo, useSyncExternalStore } from 'react';

const key = 'columns';
// What matters least hides first, until its reader says otherwise.
const initial: GridColumnVisibilityModel = {
  type: false,
  domain: false,
  lifecycle: false,
};

/** Which columns of the list its reader wants to see, kept with their settings. */
export function useColumnChoice(): [
  GridColumnVisibilityModel,
  (choice: GridColumnVisibilityModel) => void,
] {
  const storage = useApi(storageApiRef).forBucket('gold-layer.services');
  const subscribe = useCallback(
    (onChange: () => void) => {
      const subscription = storage.observe$(key).subscribe(onChange);
      return () => subscription.unsubscribe();
    },
    [storage],
  );
  // Snapshots are new objects each time; their text compares by value.
  const saved = useSyncExternalStore(subscribe, () =>
    JSON.stringify(storage.snapshot(key).value ?? initial),
  );
  const choice = useMemo<GridColumnVisibilityModel>(
    () => JSON.parse(saved),
    [saved],
  );
  const choose = (next: GridColumnVisibilityModel) => {
    storage.set(key, next).catch(() => undefined);
  };
  return [choice, choose];
}
