import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useSyncExternalStore,
} from 'react';
import type { Edit, EditQueue } from './EditQueue';

/** Has a queue save whatever is left when the page is hidden, left, or back on the network. */
export function useFlushing<F extends object>(queue: EditQueue<F>): void {
  useEffect(() => {
    const whenHidden = () => {
      if (document.visibilityState === 'hidden') queue.flush();
    };
    queue.flush();
    window.addEventListener('online', queue.flush);
    window.addEventListener('pagehide', queue.flush);
    document.addEventListener('visibilitychange', whenHidden);
    return () => {
      window.removeEventListener('online', queue.flush);
      window.removeEventListener('pagehide', queue.flush);
      document.removeEventListener('visibilitychange', whenHidden);
      queue.stop();
    };
  }, [queue]);
}

/** A context for one kind of queue, with the hooks that read it. */
export function createEditing<F extends object>() {
  const Context = createContext<EditQueue<F> | undefined>(undefined);
  const useQueue = (): EditQueue<F> => {
    const queue = useContext(Context);
    if (!queue) throw new Error('There is no queue of edits around this.');
    return queue;
  };
  return {
    Provider: Context.Provider,
    /** The queue of the page around. */
    useQueue,
    /** One thing's changes that are on their way. */
    useEdit: (key: string): Edit<F> | undefined => {
      const queue = useQueue();
      return useSyncExternalStore(
        queue.subscribe,
        useCallback(() => queue.edit(key), [queue, key]),
      );
    },
    /** All changes of this visit. */
    useEdits: (): Edit<F>[] => {
      const queue = useQueue();
      return useSyncExternalStore(queue.subscribe, queue.all);
    },
  };
}
