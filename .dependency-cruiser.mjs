// Who may import whom. Each rule says the right way; DESIGN and reasons: docs/decisions/0002-slices.md.
const slices = [
  'customers',
  'catalog',
  'inventory',
  'payments',
  'cart',
  'orders',
  'notifications',
  'invoices',
  'warehouse',
  'analytics',
]
const anySlice = `^src/(${slices.join('|')})/`
const tools = '^src/(auth|db|jobs|trpc|rest|ui|lib)/'
const tests = '\\.test\\.tsx?$|^src/testing/|^src/[a-z]+/.*test-[a-z]+\\.ts$'
/** Roots that bring everything together and are imported by no verb. */
const roots = [
  '^src/[a-z-]+\\.ts$',
  '^src/trpc/(root|server|client)\\.tsx?$',
  '^src/rest/(root|app)\\.ts$',
  '^src/db/seed\\.ts$',
  '^src/db/seed-history\\.ts$',
  '^src/(start|cluster|testing|replay|invariants|simulate|chaos|sandbox|seed-scale|retention|page-cache)/',
  '-command\\.ts$',
]

/** A type leaves no trace in what runs. */
const running = { dependencyTypesNot: ['type-only'] }

/** From low to high; those in one step do not know each other. */
const steps = [
  ['customers'],
  ['catalog'],
  ['inventory', 'payments'],
  ['cart'],
  ['orders'],
  ['notifications', 'invoices', 'warehouse', 'analytics'],
]
const upwards = steps
  .flatMap((step, index) => {
    const notBelow = steps.slice(index).flat()
    return step.map(slice => ({
      name: `${slice}-knows-only-lower-slices`,
      severity: 'error',
      comment: `${slice} may call only slices below it. Let the higher one call ${slice}, or react to an event in src/subscriptions.ts.`,
      from: { path: `^src/${slice}/`, pathNot: [`^src/${slice}/ui/`, tests, '-command\\.ts$'] },
      to: { path: `^src/(${notBelow.filter(other => other !== slice).join('|')})/` },
    }))
  })
  .filter(rule => !rule.to.path.includes('()'))

export default {
  forbidden: [
    ...upwards,
    {
      name: 'pages-compose',
      severity: 'error',
      comment:
        "A page composes slices' ui: read through #trpc/server.tsx, never from the database or a verb.",
      from: { path: '^src/app/', pathNot: '^src/app/(api/|pictures/)' },
      to: { path: [`^src/(${slices.join('|')})/(?!ui/)`, '^src/(db|jobs)/'], ...running },
    },
    {
      name: 'api-routes-are-thin',
      severity: 'error',
      comment:
        "A route under app/api imports routers, a slice's rest.ts or webhook.ts, and tools; the work belongs into the slice.",
      from: { path: '^src/app/api/' },
      to: { path: `${anySlice}(?!(router|rest|webhook)\\.ts$)` },
    },
    {
      name: 'ui-does-not-reach-the-database',
      severity: 'error',
      comment:
        'A component runs in the browser: call a procedure through #trpc/client.tsx, and keep shared rules in pure files.',
      from: { path: `${anySlice}ui/` },
      to: {
        path: [
          '^src/(db|jobs|auth)/',
          `${anySlice}(schema|[a-z-]*queries|[a-z-]*router|jobs|rest|webhook)\\.ts$`,
        ],
        ...running,
      },
    },
    {
      name: 'routers-call-their-own-slice',
      severity: 'error',
      comment: 'A procedure is three lines: it parses, calls a verb or query of its own slice and answers.',
      from: { path: `${anySlice}[a-z-]*router\\.ts$` },
      to: { path: `${anySlice}|^src/db/`, pathNot: ['^src/$1/', '^src/payments/gateway\\.ts$'] },
    },
    {
      name: 'schemas-know-only-schemas',
      severity: 'error',
      comment: 'A schema.ts refers to tables of lower slices and to nothing that acts.',
      from: { path: `${anySlice}schema\\.ts$` },
      to: { path: '^src/', pathNot: ['schema\\.ts$', '^src/db/columns\\.ts$'], ...running },
    },
    {
      name: 'no-next-in-verbs',
      severity: 'error',
      comment:
        'Verbs, queries and jobs run in the worker and in tests as well: keep next/*, React and tRPC in ui, routers and pages.',
      from: {
        path: anySlice,
        pathNot: ['/ui/', '\\.tsx$', '/router\\.ts$', '-router\\.ts$', tests, '^src/notifications/'],
      },
      to: { path: 'node_modules/(next|react|@trpc)/|^src/trpc/', ...running },
    },
    {
      name: 'tools-know-no-slice',
      severity: 'error',
      comment:
        'db, jobs, trpc, rest, ui, lib and auth serve every slice and know none: hand in what they need.',
      from: { path: tools, pathNot: [...roots, tests] },
      to: { path: anySlice },
    },
    {
      name: 'nobody-imports-the-roots',
      severity: 'error',
      comment:
        'Roots (subscriptions, worker, start, seed …) bring everything together; what they share belongs below them.',
      from: { path: anySlice, pathNot: [tests, '-command\\.ts$', '/ui/'] },
      to: { path: roots, pathNot: ['^src/sandbox/', '-command\\.ts$'] },
    },
    {
      name: 'the-sandbox-stands-alone',
      severity: 'error',
      comment: 'The sandbox is the outside world: it shares nothing with the shop but src/lib.',
      from: { path: '^src/sandbox/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(sandbox|lib)/' },
    },
    {
      name: 'the-shop-does-not-know-the-sandbox',
      severity: 'error',
      comment: 'The shop speaks to the outside world over HTTP only.',
      from: { path: '^src/', pathNot: ['^src/(sandbox|simulate)/', tests] },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'no-server-only',
      severity: 'error',
      comment: 'server-only throws in the worker; these rules keep slices out of the browser.',
      from: { path: anySlice },
      to: { path: 'server-only' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one idea, or lack a third.',
      from: { path: '^src/', pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.next/|drizzle/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
