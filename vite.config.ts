import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    remix({
      // Helpers beside the routes that use them, such as enter.server.ts.
      ignoredRouteFiles: ['**/*.server.ts'],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        // A dozen routes: listing them all costs less than the requests that would discover them.
        v3_lazyRouteDiscovery: false,
        v3_routeConfig: false,
      },
    }),
  ],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  // Vite would find these one by one while pages are opened, and reload each time.
  optimizeDeps: {
    include: [
      '@remix-run/react',
      '@shopify/app-bridge-react',
      '@shopify/polaris',
      '@shopify/shopify-app-remix/react',
      'react',
      'react-dom/client',
      'react/jsx-dev-runtime',
      'use-intl/core',
      'use-intl/react',
      'zod',
    ],
    // Seen in routes before Remix takes the server's half out of them.
    exclude: [
      '@prisma/adapter-pg',
      '@prisma/client',
      '@remix-run/node',
      '@shopify/shopify-app-remix/server',
      'pg',
    ],
  },
});
