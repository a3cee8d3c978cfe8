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
  // Found at the first request otherwise, which would reload the page under the developer's hands.
  optimizeDeps: { include: ['@shopify/polaris', '@shopify/app-bridge-react'] },
});
