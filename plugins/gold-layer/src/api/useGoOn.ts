import { useCallback, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';

/**
 * Goes on to another page, such as to what an action has made. An answer that
 * took long calls nobody back: once the caller has left the screen, nothing
 * happens.
 */
export function useGoOn(): (to: string) => void {
  const navigate = useNavigate();
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return useCallback(
    (to: string) => {
      if (here.current) navigate(to);
    },
    [navigate],
  );
}
