import type { ReactNode } from 'react';

/** A page outside the admin's frame, without Polaris: for who opens the app's address by hand. */
export function PlainPage({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="plain-page">
      <main>
        <h1>{title}</h1>
        <p>{lead}</p>
        {children}
      </main>
    </div>
  );
}
