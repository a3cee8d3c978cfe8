import { html } from 'hono/html';
import type { Html } from './elements.ts';
import { formatCount } from './format.ts';

export const ROWS_PER_PAGE = 25;

export interface Page<Row> {
  rows: Row[];
  page: number;
  pageCount: number;
  total: number;
}

/** Cuts one page out of `rows`; a page number out of range becomes the nearest that exists. */
export function paginate<Row>(rows: readonly Row[], wanted: number): Page<Row> {
  const pageCount = Math.max(1, Math.ceil(rows.length / ROWS_PER_PAGE));
  const page = Math.min(Math.max(1, Number.isFinite(wanted) ? Math.trunc(wanted) : 1), pageCount);
  const start = (page - 1) * ROWS_PER_PAGE;
  return {
    rows: rows.slice(start, start + ROWS_PER_PAGE),
    page,
    pageCount,
    total: rows.length,
  };
}

/** The links below an index; `noun` names its rows in the singular. */
export function paginationLinks(
  page: Page<unknown>,
  address: string,
  query: Record<string, string>,
  noun: string,
): Html {
  const link = (label: string, target: number) => {
    if (target < 1 || target > page.pageCount) {
      return html`<span class="button is-disabled" aria-disabled="true">${label}</span>`;
    }
    const search = new URLSearchParams({ ...query, page: String(target) });
    return html`<a class="button" href="${address}?${search.toString()}">${label}</a>`;
  };
  return html`<nav class="pagination" aria-label="Pages">
    <p>${formatCount(page.total, noun)} · page ${page.page} of ${page.pageCount}</p>
    ${
      page.pageCount === 1
        ? ''
        : html`<div>${link('Previous', page.page - 1)} ${link('Next', page.page + 1)}</div>`
    }
  </nav>`;
}
