import { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { Product } from '#sandbox/store/product-types.ts';
import type { World } from '#sandbox/world.ts';
import { storePath } from '../context.ts';
import { badge, card, emptyState, pageHeader, searchForm, textField } from '../elements.ts';
import type { Html } from '../elements.ts';
import { formatCount, formatMoney } from '../format.ts';
import { renderPage } from '../layout.ts';
import { paginate, paginationLinks } from '../pagination.ts';
import { typedTags } from '../typed-tags.ts';

const indexQuery = z.object({
  query: z.string().trim().catch(''),
  page: z.coerce.number().int().catch(1),
});

const tagsField = z.object({ tags: typedTags });

/** The product's title in the shop's primary language. */
export function productTitle(world: World, product: Product): string {
  return product.title[world.shop.get().primaryLocale] ?? product.handle;
}

/** The products' index with pictures, and a product's page to look at. */
export function productPages(world: World): Hono {
  const pages = new Hono();
  pages.get('/products', (context) => {
    const search = indexQuery.parse(context.req.query());
    const content = indexContent(world, search);
    return context.html(renderPage(world, { title: 'Products', section: 'products', content }));
  });
  pages.get('/products/:id', (context) => {
    const product = world.products.get(context.req.param('id'));
    if (product === undefined) return context.notFound();
    const title = productTitle(world, product);
    const content = productContent(world, product);
    return context.html(renderPage(world, { title, section: 'products', content }));
  });
  pages.post('/products/:id', async (context) => {
    const product = world.products.get(context.req.param('id'));
    if (product === undefined) return context.notFound();
    const { tags } = tagsField.parse(await context.req.parseBody());
    world.commands.tagProduct(product.id, tags);
    return context.redirect(storePath(world, `/products/${product.id}`), 303);
  });
  return pages;
}

function indexContent(world: World, search: z.infer<typeof indexQuery>): Html {
  const query = search.query.toLowerCase();
  const matching = world.products
    .all()
    .filter((product) =>
      [productTitle(world, product), product.productType, product.vendor, ...product.tags].some(
        (word) => word.toLowerCase().includes(query),
      ),
    );
  const page = paginate(matching, search.page);
  const address = storePath(world, '/products');
  return html`${pageHeader({ title: 'Products' })}
  ${card(
    null,
    html`${searchForm(address, search.query, 'Search products')}
    ${
      page.total === 0
        ? emptyState('No products found', 'Try another title, type or tag.')
        : productsTable(world, page.rows)
    }
    ${paginationLinks(page, address, { query: search.query }, 'product')}`,
  )}`;
}

function productsTable(world: World, products: readonly Product[]): Html {
  return html`<table class="table table-folding">
    <thead>
      <tr>
        <th scope="col">Product</th>
        <th scope="col">Type</th>
        <th scope="col">Vendor</th>
        <th scope="col">Variants</th>
        <th scope="col" class="number">Price</th>
      </tr>
    </thead>
    <tbody>
      ${products.map(
        (product) =>
          html`<tr>
            <td class="cell-main">
              <span class="with-picture"
                ><img
                  src="${world.options.shopOrigin}${product.image}"
                  alt=""
                  width="40"
                  height="40"
                  loading="lazy"
                /><a href="${storePath(world, `/products/${product.id}`)}"
                  >${productTitle(world, product)}</a
                ></span
              >
            </td>
            <td class="cell-hidden muted">${product.productType}</td>
            <td class="cell-hidden muted">${product.vendor}</td>
            <td class="cell-hidden muted">${formatCount(product.variants.length, 'variant')}</td>
            <td class="number cell-side">${priceRange(world, product)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function priceRange(world: World, product: Product): string {
  const { currency } = world.shop.get();
  const prices = product.variants.map((variant) => variant.price);
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  return lowest === highest
    ? formatMoney(lowest, currency)
    : `${formatMoney(lowest, currency)} – ${formatMoney(highest, currency)}`;
}

function productContent(world: World, product: Product): Html {
  const { primaryLocale } = world.shop.get();
  return html`${pageHeader({
      title: productTitle(world, product),
      back: { href: storePath(world, '/products'), label: 'Products' },
      badges: [badge('Active', 'good')],
      actions: [
        html`<a
          class="button"
          href="${world.options.shopOrigin}/products/${product.handle}"
          target="_blank"
          rel="noreferrer"
          >View in store</a
        >`,
      ],
    })}
    <div class="columns">
      <div>
        ${card('Description', html`<p>${product.description[primaryLocale] ?? ''}</p>`)}
        ${variantsCard(world, product)}
      </div>
      <aside aria-label="Picture and organisation">
        ${card(
          null,
          html`<img
            class="product-picture"
            src="${world.options.shopOrigin}${product.image}"
            alt="Picture of ${productTitle(world, product)}"
          />`,
        )}
        ${card(
          'Organisation',
          html`<dl class="details">
            <div>
              <dt>Type</dt>
              <dd>${product.productType}</dd>
            </div>
            <div>
              <dt>Vendor</dt>
              <dd>${product.vendor}</dd>
            </div>
          </dl>`,
        )}
        ${tagsForm(world, product)}
      </aside>
    </div>`;
}

function tagsForm(world: World, product: Product): Html {
  return html`<form method="post" action="${storePath(world, `/products/${product.id}`)}">
    ${card(
      'Tags',
      html`${textField({
          name: 'tags',
          label: 'Tags',
          value: product.tags.join(', '),
          hint: 'Separate with commas.',
        })} <button class="button button-primary" type="submit">Save</button>`,
    )}
  </form>`;
}

function variantsCard(world: World, product: Product): Html {
  const { currency } = world.shop.get();
  return card(
    'Variants',
    html`<table class="table">
      <thead>
        <tr>
          <th scope="col">Variant</th>
          <th scope="col">SKU</th>
          <th scope="col" class="number">Price</th>
        </tr>
      </thead>
      <tbody>
        ${product.variants.map(
          (variant) =>
            html`<tr>
              <td>${variant.title}</td>
              <td class="muted">${variant.sku}</td>
              <td class="number">${formatMoney(variant.price, currency)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}
