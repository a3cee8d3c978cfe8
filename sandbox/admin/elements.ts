import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { icon } from './icons.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export type Tone = 'neutral' | 'good' | 'attention' | 'critical' | 'info';

/** A short state in a coloured pill; the colour only repeats what the text says. */
export function badge(text: string, tone: Tone = 'neutral'): Html {
  return html`<span class="badge badge-${tone}">${text}</span>`;
}

/** A panel with an optional heading. */
export function card(
  heading: string | null,
  content: Html | Html[],
  aside: Html | string = '',
): Html {
  return html`<section class="card">
    ${
      heading === null
        ? ''
        : html`<div class="card-head">
            <h2>${heading}</h2>
            ${aside}
          </div>`
    }
    ${content}
  </section>`;
}

/** Title row of a page with an optional way back and actions. */
export function pageHeader(header: {
  title: string;
  back?: { href: string; label: string };
  badges?: Html[];
  note?: string;
  actions?: Html[];
}): Html {
  return html`<header class="page-head">
    <div class="page-title">
      ${
        header.back === undefined
          ? ''
          : html`<a class="back" href="${header.back.href}"
              >${icon('back')}<span class="visually-hidden">${header.back.label}</span></a
            >`
      }
      <h1>${header.title}</h1>
      ${header.badges ?? ''}
    </div>
    ${header.actions === undefined ? '' : html`<div class="page-actions">${header.actions}</div>`}
    ${header.note === undefined ? '' : html`<p class="page-note">${header.note}</p>`}
  </header>`;
}

/** What went wrong, next to the form it belongs to; read out when the page opens. */
export function problemBanner(problem: string | null): Html | string {
  if (problem === null) return '';
  return html`<div class="banner banner-critical" role="alert"><p>${problem}</p></div>`;
}

/** A labelled input. `hint` stands below and describes the field. */
export function textField(field: {
  name: string;
  label: string;
  value: string;
  type?: 'text' | 'email' | 'tel' | 'number' | 'datetime-local' | 'url';
  hint?: string;
  attributes?: Html | string;
}): Html {
  const hintId = `${field.name}-hint`;
  return html`<div class="field">
    <label for="${field.name}">${field.label}</label>
    <input
      id="${field.name}"
      name="${field.name}"
      type="${field.type ?? 'text'}"
      value="${field.value}"
      ${field.hint === undefined ? '' : html`aria-describedby="${hintId}"`}
      ${field.attributes ?? ''}
    />
    ${field.hint === undefined ? '' : html`<p class="hint" id="${hintId}">${field.hint}</p>`}
  </div>`;
}

/** A labelled choice of one. */
export function selectField(field: {
  name: string;
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
}): Html {
  return html`<div class="field">
    <label for="${field.name}">${field.label}</label>
    <select id="${field.name}" name="${field.name}">
      ${field.options.map(
        (option) =>
          html`<option value="${option.value}" ${option.value === field.value ? 'selected' : ''}>
            ${option.label}
          </option>`,
      )}
    </select>
  </div>`;
}

/** The search form above an index. */
export function searchForm(action: string, query: string, label: string): Html {
  return html`<form class="search" method="get" action="${action}" role="search">
    ${icon('search')}
    <label class="visually-hidden" for="query">${label}</label>
    <input id="query" name="query" type="search" value="${query}" placeholder="${label}" />
    <button class="button" type="submit">Search</button>
  </form>`;
}

/** What an index shows when nothing matches. */
export function emptyState(title: string, text: string): Html {
  return html`<div class="empty">
    <p class="empty-title">${title}</p>
    <p>${text}</p>
  </div>`;
}

/** Data for a `<script type="application/json">`: no text in it can end the element. */
export function scriptJson(data: unknown): HtmlEscapedString {
  return raw(JSON.stringify(data).replaceAll('<', '\\u003c'));
}
