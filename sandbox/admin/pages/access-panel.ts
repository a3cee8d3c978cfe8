import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import { strikeTokens, TOKEN_FAULTS } from '#sandbox/auth/tokens.ts';
import type { World } from '#sandbox/world.ts';
import { apiFaultsCard, scopesCard, secretCard, tokensCard } from './access-cards.ts';
import { percentField, seedField } from './faults-form.ts';
import { refusalOf } from './order-actions.ts';
import { panelPath, renderPanel } from './panel-frame.ts';

const secretForm = z.object({ do: z.enum(['rotate', 'revoke']) });
const tokensForm = z.object({ fault: z.enum(TOKEN_FAULTS) });
const scopesForm = z.union([z.object({ take: z.string() }), z.object({ grant: z.string() })]);
const apiForm = z
  .object({
    throttled: percentField,
    unavailable: percentField,
    timedOut: percentField,
    seed: seedField,
  })
  .refine(
    ({ throttled, unavailable, timedOut }) => throttled + unavailable + timedOut <= 100,
    'The shares come to more than 100 %.',
  );

/** The app's keys: its secret, its scopes, its tokens, and how the Admin API treats it. */
export function accessPanelPages(world: World): Hono {
  const pages = new Hono();
  const address = panelPath(world, '/access');
  const render = (problem: string | null) =>
    renderPanel(
      world,
      '/access',
      problem,
      html`<div class="columns">
        <div>${secretCard(world)} ${scopesCard(world)}</div>
        <div>${tokensCard(world)} ${apiFaultsCard(world)}</div>
      </div>`,
    );

  pages.get('/settings/sandbox/access', (context) => context.html(render(null)));

  const act = <Form>(path: string, form: z.ZodType<Form>, take: (fields: Form) => unknown) =>
    pages.post(`/settings/sandbox/access/${path}`, async (context) => {
      const read = form.safeParse(await context.req.parseBody());
      const problem = read.success
        ? refusalOf(() => take(read.data))
        : (read.error.issues[0]?.message ?? 'The form cannot be read.');
      return problem === null ? context.redirect(address, 303) : context.html(render(problem), 422);
    });
  act('secret', secretForm, ({ do: what }) =>
    what === 'rotate' ? world.secrets.rotate() : world.secrets.revokeBefore(),
  );
  act('tokens', tokensForm, ({ fault }) => strikeTokens(world, fault, Date.now()));
  act('scopes', scopesForm, (change) => {
    const granted = world.installation.get()?.scopes ?? [];
    world.commands.changeScopes(
      'grant' in change
        ? [...granted, change.grant]
        : granted.filter((scope) => scope !== change.take),
    );
  });
  act('api-faults', apiForm, ({ throttled, unavailable, timedOut, seed }) =>
    world.apiFaults.put({
      throttledPercent: throttled,
      unavailablePercent: unavailable,
      timedOutPercent: timedOut,
      seed,
    }),
  );
  return pages;
}
