// Holds the rooms: who may import what. A piece that needs an exception needs a better place.

/** What each room of the app may import besides itself. */
const rooms = {
  loyalty: [],
  db: ['loyalty', 'platform'],
  shopify: ['loyalty', 'platform'],
  usecases: ['loyalty', 'db', 'shopify', 'messages', 'platform'],
  webhooks: ['db', 'shopify', 'platform'],
  jobs: ['usecases', 'platform'],
  components: ['loyalty'],
  messages: ['loyalty', 'platform'],
  platform: [],
};

const mayImport = (room, others) => ({
  name: `room-${room}`,
  comment: `app/${room} may import ${others.length > 0 ? others.join(', ') : 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^app/${room}/` },
  to: {
    path: '^(app|sandbox|bench|tests|scripts|extensions)/|^[^/]+\\.(ts|tsx)$',
    pathNot: `^app/(${[room, ...others].join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, others]) => mayImport(room, others)),
    {
      name: 'room-loyalty-is-pure',
      comment: 'The domain knows no clock, network, database or framework: of packages only zod.',
      severity: 'error',
      from: { path: '^app/loyalty/' },
      to: { dependencyTypesNot: ['local', 'aliased-subpath-import'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'room-routes',
      comment:
        'A route authenticates, parses, calls one use case and renders; of app/shopify it knows authentication alone.',
      severity: 'error',
      from: { path: '^app/(routes/|root\\.tsx|entry\\.)' },
      to: {
        path: '^(app|sandbox|bench|tests|scripts|extensions)/|^[^/]+\\.(ts|tsx)$',
        pathNot: [
          '^app/(routes|usecases|components|loyalty|platform)/',
          '^app/shopify/authenticate\\.server\\.ts$',
        ],
      },
    },
    {
      name: 'app-stands-alone',
      comment: 'What the app is made of never imports what surrounds it.',
      severity: 'error',
      from: { path: '^(app/|server\\.ts|web\\.ts|worker\\.ts|compose\\.ts)' },
      to: { path: '^(sandbox|bench|tests|scripts)/' },
    },
    {
      name: 'only-composition-imports-composition',
      comment: 'The processes are put together at the top; nothing reaches up to them.',
      severity: 'error',
      from: { pathNot: '^[^/]+\\.ts$|^(tests|scripts|bench)/' },
      to: { path: '^(server|web|worker|compose)\\.ts$' },
    },
    {
      name: 'browser-side-stays-in-the-browser',
      comment: 'Components and the domain reach the browser; server modules must not come along.',
      severity: 'error',
      from: { path: '^app/(loyalty|components)/' },
      to: { path: '\\.server\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-modules-say-so',
      comment:
        'Modules of these rooms end in .server.ts, so that the build refuses them in the browser.',
      severity: 'error',
      from: {},
      to: { path: '^app/(db|shopify|usecases|jobs|webhooks)/(?!generated/).*(?<!\\.server)\\.ts$' },
    },
    {
      name: 'no-circular',
      comment: 'Two modules that need each other are one module, or three.',
      severity: 'error',
      from: { pathNot: '^app/(db|shopify)/generated/' },
      to: { circular: true },
    },
    {
      name: 'folders-one-way',
      comment:
        'Folders of a room need each other one way: where two do not, a file lies in the wrong one.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^app/[^/]+/[^/]+$', pathNot: '^app/shopify/(admin-api|generated)$' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^build/'] },
    exclude: { path: ['^build/', '^\\.cache/', '^\\.data/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
