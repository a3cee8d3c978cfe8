import { useNavigate, useNavigation, useSearchParams } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';

/** A typing pause after which a search is carried out. */
const TYPING_PAUSE_MS = 300;

/**
 * A list whose search, sorting and page stand in the address, so that a reload, a link and the back button keep them.
 * @param shownQuery the search that the shown page answers
 */
export function useListAddress(shownQuery: string) {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const { state } = useNavigation();
  const [typed, setTyped] = useState(shownQuery);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  /** Goes to the same list with other parameters; null takes one away. */
  const change = useCallback(
    (changes: Readonly<Record<string, string | null>>, options: { replace: boolean }) => {
      const next = new URLSearchParams(parameters);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      navigate({ search: next.toString() }, options);
    },
    [navigate, parameters],
  );

  const search = useCallback(
    (query: string, pauseMs = TYPING_PAUSE_MS) => {
      setTyped(query);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        change({ query, page: null }, { replace: true });
      }, pauseMs);
    },
    [change],
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  return {
    typed,
    search,
    clearSearch: () => {
      search('', 0);
    },
    sortBy: (sort: string, direction: string) => {
      change({ sort, direction, page: null }, { replace: false });
    },
    goTo: (page: number) => {
      change({ page: page === 1 ? null : String(page) }, { replace: false });
    },
    isLoading: state === 'loading',
  };
}
