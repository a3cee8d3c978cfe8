import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { World } from '#sandbox/world.ts';
import { appShellPath, isAppInstalled, storePath } from '../context.ts';
import { scriptJson } from '../elements.ts';
import type { Html } from '../elements.ts';
import { icon } from '../icons.ts';
import { renderPage } from '../layout.ts';
import { themeTitle } from '../pages/online-store.ts';
import { openEditor } from './deep-link.ts';
import { readEditableExtension, TEMPLATES } from './extension.ts';
import type { Template } from './extension.ts';
import { renderPreview } from './preview.ts';
import { checkThemeDraft, themeDraft } from './theme-draft.ts';

const TEMPLATE_LABELS: Record<Template, string> = {
  index: 'Home page',
  product: 'Product page',
  cart: 'Cart',
  account: 'Customer account',
};

const previewForm = z.object({ draft: z.string(), template: z.enum(TEMPLATES) });

/** The theme editor: app embeds and app blocks of the published theme, with a preview of what is not saved yet. */
export function themeEditorPages(world: World): Hono {
  const pages = new Hono();

  pages.get('/themes/current/editor', (context) => {
    const extension = readEditableExtension(world);
    const saved = isAppInstalled(world)
      ? themeDraft.parse(world.themes.get())
      : { embeds: {}, blocks: [] };
    const query = context.req.query();
    const start = openEditor(saved, extension, query, world.options.apiKey, world.newId());
    const data = { extension, saved, start, addresses: addresses(world) };
    return context.html(
      renderPage(world, {
        title: 'Theme editor',
        section: 'store',
        width: 'fill',
        scripts: ['theme-editor/editor'],
        content: editorContent(world, data),
      }),
    );
  });

  pages.post('/themes/current/editor', async (context) => {
    const draft = themeDraft.safeParse(await context.req.json());
    if (!draft.success) return context.json({ problem: 'The settings cannot be read.' }, 422);
    const extension = readEditableExtension(world);
    const checked = checkThemeDraft(draft.data, extension, world.themes.get());
    if (!checked.ok) return context.json({ problem: checked.problem }, 422);
    world.themes.put(checked.settings);
    return context.json({ saved: themeDraft.parse(checked.settings) });
  });

  pages.post('/themes/current/preview', async (context) => {
    const form = previewForm.parse(await context.req.parseBody());
    const draft = themeDraft.parse(JSON.parse(form.draft));
    const extension = readEditableExtension(world);
    const checked = checkThemeDraft(draft, extension, world.themes.get());
    if (!checked.ok) return context.text(checked.problem, 422);
    return renderPreview(world, checked.settings, form.template);
  });
  return pages;
}

function addresses(world: World) {
  return {
    save: storePath(world, '/themes/current/editor'),
    preview: storePath(world, '/themes/current/preview'),
  };
}

function editorContent(world: World, data: unknown): Html {
  return html`<div class="editor">
    <section class="editor-panel" aria-label="Settings">
      <div class="editor-head">
        <a class="back" href="${storePath(world, '/themes')}"
          >${icon('back')}<span class="visually-hidden">Themes</span></a
        >
        <h1>${themeTitle(world.themes.get().theme)}</h1>
      </div>
      <div class="field">
        <label for="template">Page</label>
        <select id="template">
          ${TEMPLATES.map((name) => html`<option value="${name}">${TEMPLATE_LABELS[name]}</option>`)}
        </select>
      </div>
      <div class="editor-problem banner banner-critical" role="alert" hidden></div>
      ${
        isAppInstalled(world)
          ? ''
          : html`<p class="banner banner-info">
              App embeds and app blocks appear once an app is installed.
              <a href="${appShellPath(world)}">Install Evergreen</a>
            </p>`
      }
      <h2>App embeds</h2>
      <div class="editor-embeds"></div>
      <h2>App blocks on this page</h2>
      <ol class="editor-blocks"></ol>
      <div class="editor-add"></div>
    </section>
    <section class="editor-preview" aria-label="Preview">
      <iframe
        name="preview"
        title="Preview of the store"
        sandbox="allow-scripts allow-popups"
      ></iframe>
      <form
        class="editor-preview-form"
        method="post"
        target="preview"
        action="${addresses(world).preview}"
        hidden
      >
        <input type="hidden" name="draft" /><input type="hidden" name="template" />
      </form>
    </section>
    <script type="application/json" class="editor-data">
      ${scriptJson(data)}
    </script>
  </div>`;
}
