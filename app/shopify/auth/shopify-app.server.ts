import '@shopify/shopify-app-remix/adapters/node';
import {
  ApiVersion,
  AppDistribution,
  LogSeverity,
  shopifyApp,
} from '@shopify/shopify-app-remix/server';

import type { Environment } from '#app/platform/environment.server.ts';
import type { Logger } from '#app/platform/logger.server.ts';

/** Where the library keeps access tokens; which storage that is, the composition decides. */
type SessionStorage = NonNullable<Parameters<typeof shopifyApp>[0]['sessionStorage']>;

/** What the app is to Shopify. */
export interface ShopifyAppOptions {
  readonly environment: Environment;
  readonly sessionStorage: SessionStorage;
  readonly logger: Logger;
  /**
   * Called after each token exchange: the first time a shop opens the app, and whenever its token had lapsed.
   * It must be idempotent. What it throws is logged and does not keep the merchant out.
   */
  readonly onInstalled: (shopDomain: string) => Promise<void>;
}

/** Shopify's library, configured, with what our own checks of requests need. */
export interface ShopifyApp {
  readonly library: ReturnType<typeof configureLibrary>;
  readonly sessionStorage: SessionStorage;
  /**
   * The same library with the secret before a rotation, where there is one. Shopify signs session tokens with the
   * oldest secret that is not revoked, and the library knows one secret.
   */
  readonly libraryBefore: ReturnType<typeof configureLibrary> | undefined;
  /** The client id, public. */
  readonly apiKey: string;
  /** The client secret, and during a rotation the one before: what is signed with either comes from Shopify. */
  readonly apiSecrets: readonly [string, ...string[]];
  /** Where the browser loads App Bridge from. */
  readonly appBridgeUrl: string;
}

/**
 * The app towards Shopify: embedded, installed by Shopify from `shopify.app.toml`, tokens by token exchange.
 * Distribution `AppStore` stands for every app of the Dev Dashboard, custom distribution included: the library
 * treats it like `SingleMerchant`, and only `ShopifyAdmin` would switch token exchange off.
 */
export function createShopifyApp(options: ShopifyAppOptions): ShopifyApp {
  const { environment, sessionStorage } = options;
  const { SHOPIFY_API_SECRET: secret, SHOPIFY_API_SECRET_BEFORE: secretBefore } = environment;
  return {
    library: configureLibrary(options, secret),
    libraryBefore: secretBefore === undefined ? undefined : configureLibrary(options, secretBefore),
    sessionStorage,
    apiKey: environment.SHOPIFY_API_KEY,
    apiSecrets: [secret, ...(secretBefore === undefined ? [] : [secretBefore])],
    appBridgeUrl: environment.APP_BRIDGE_URL,
  };
}

function configureLibrary(
  { environment, sessionStorage, logger, onInstalled }: ShopifyAppOptions,
  apiSecretKey: string,
) {
  return shopifyApp({
    apiKey: environment.SHOPIFY_API_KEY,
    apiSecretKey,
    apiVersion: ApiVersion.October26,
    appUrl: environment.SHOPIFY_APP_URL,
    distribution: AppDistribution.AppStore,
    sessionStorage,
    logger: {
      // Below warnings the library logs session tokens in full.
      level: LogSeverity.Warning,
      log: (severity, message) => {
        if (severity === LogSeverity.Error) logger.error({ library: 'shopify' }, message);
        else logger.warn({ library: 'shopify' }, message);
      },
    },
    hooks: {
      afterAuth: async ({ session }) => {
        try {
          await onInstalled(session.shop);
        } catch (error) {
          logger.error({ shop: session.shop, err: error }, 'the shop could not be set up');
        }
      },
    },
    future: {
      unstable_newEmbeddedAuthStrategy: true,
      expiringOfflineAccessTokens: environment.EXPIRING_OFFLINE_TOKENS,
    },
  });
}
