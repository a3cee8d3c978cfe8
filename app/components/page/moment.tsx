import { useLanguage } from '../language/use-language.ts';

interface MomentProps {
  /** ISO 8601. */
  readonly at: string;
  /** Whether seconds matter; not unless told. */
  readonly toTheSecond?: boolean;
}

/** A date with its time of day, in the reader's language and for machines. */
export function Moment({ at, toTheSecond = false }: MomentProps) {
  const { format } = useLanguage();
  const timeStyle = toTheSecond ? 'medium' : 'short';
  return (
    <time dateTime={at}>{format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle })}</time>
  );
}
