import { useNavigate, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';

/** A typing pause after which a search is carried out. */
const TYPING_PAUSE_MS = 300;

/** Which page of a list, as its address says it. */
export interface ListAddress {
  readonly query: string;
  readonly sort: string;
  readonly direction: string;
  readonly page: number;
}

/**
 * A list whose search, sorting and page stand in the address, so that a reload, a link and the back button keep them.
 * @param shown what the shown page answers: the same object until another page is shown
 */
export function useListAddress(shown: ListAddress) {
  const navigate = useNavigate();
  const { state } = useNavigation();
  const [typed, setTyped] = useState(shown.query);
  const pause = useRef<ReturnType<typeof setTimeout> | null>(null);
  // What was asked for last, for the next wish may come before the answer to this one is shown.
  const wanted = useRef(shown);

  useEffect(() => {
    wanted.current = shown;
    // The back button changes the search under the field; who is typing keeps what she has typed.
    if (pause.current === null) setTyped(shown.query);
  }, [shown]);

  const ask = (change: Partial<ListAddress>, options: { replace: boolean }) => {
    wanted.current = { ...wanted.current, ...change };
    navigate({ search: writeAddress(wanted.current) }, options);
  };
  const stopTyping = () => {
    if (pause.current !== null) clearTimeout(pause.current);
    pause.current = null;
  };
  useEffect(() => stopTyping, []);

  return {
    typed,
    search: (query: string) => {
      setTyped(query);
      stopTyping();
      pause.current = setTimeout(() => {
        pause.current = null;
        ask({ query, page: 1 }, { replace: true });
      }, TYPING_PAUSE_MS);
    },
    clearSearch: () => {
      setTyped('');
      stopTyping();
      ask({ query: '', page: 1 }, { replace: true });
    },
    sortBy: (sort: string, direction: string) => {
      ask({ sort, direction, page: 1 }, { replace: false });
    },
    goTo: (page: number) => {
      ask({ page }, { replace: false });
    },
    isLoading: state === 'loading',
  };
}

function writeAddress({ query, sort, direction, page }: ListAddress): string {
  const parameters = new URLSearchParams({ sort, direction });
  if (query !== '') parameters.set('query', query);
  if (page > 1) parameters.set('page', String(page));
  return parameters.toString();
}
