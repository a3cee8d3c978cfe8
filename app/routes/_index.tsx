import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { PlainPage } from '#app/components/page/plain-page.tsx';
import { readerLocale } from '#app/platform/reader-locale.server.ts';
import { loadMessages } from '#app/platform/translations.server.ts';

/** The admin opens the app here and goes on to its home; whoever comes by hand is told what this is. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has('shop')) return redirect(`/app${search}`);
  return { text: loadMessages(readerLocale(request)).welcome };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.text.title }];

export default function Welcome() {
  const { text } = useLoaderData<typeof loader>();
  return (
    <PlainPage title={text.title} lead={text.lead}>
      <h2>{text.openTitle}</h2>
      <p>{text.openText}</p>
      <h2>{text.installTitle}</h2>
      <p>{text.installText}</p>
    </PlainPage>
  );
}
