import { readFileSync } from 'node:fs'

// The rules of imports. Each rule says the right way; reasons: docs/decisions/0022-the-house.md.
/** From low to high: the order of the lines in src/slices.ts. */
const [, list = ''] = /export const slices = \[([^\]]*)\]/.exec(readFileSync('src/slices.ts', 'utf8')) ?? []
const slices = list.match(/\w+/g)
if (!slices) throw new Error('src/slices.ts lists no slices.')
const anySlice = '^src/slices/[^/]+/'
const tests = '\\.test\\.tsx?$|^src/proof/|^src/.*/test-[a-z]+\\.tsx?$'

/** A type leaves no trace in what runs. */
const running = { dependencyTypesNot: ['type-only'] }

const upwards = slices.slice(0, -1).map((slice, index) => ({
  name: `${slice}-knows-only-lower-slices`,
  severity: 'error',
  comment: `${slice} may import only slices above it in src/slices.ts, ui and types included. Let the higher one call ${slice}, react to its event, or fill a port of it.`,
  from: { path: `^src/slices/${slice}/`, pathNot: tests },
  to: { path: `^src/slices/(${slices.slice(index + 1).join('|')})/` },
}))

export default {
  forbidden: [
    ...upwards,
    {
      name: 'platform-knows-no-slice',
      severity: 'error',
      comment:
        'The platform serves every slice and knows none: hand in what it needs. Only the tRPC client names the type of all procedures.',
      from: {
        path: '^src/platform/',
        pathNot: [
          tests,
          '^src/platform/trpc/(client\\.tsx|shut-out\\.ts|prove-and-send-again\\.ts|desk-link\\.ts)$',
        ],
      },
      to: { path: '^src/(slices|desk|run|proof|app)/|^src/slices\\.ts$', pathNot: '^src/proof/' },
    },
    {
      name: 'the-client-knows-only-the-type',
      severity: 'error',
      comment: 'The browser gets the type of the procedures and nothing of what they run.',
      from: {
        path: '^src/platform/trpc/(client\\.tsx|shut-out\\.ts|prove-and-send-again\\.ts|desk-link\\.ts)$',
      },
      to: { path: '^src/(slices|desk|run|proof|app)/|^src/slices\\.ts$', ...running },
    },
    {
      name: 'the-desk-frame-knows-no-slice',
      severity: 'error',
      comment: 'The frame of the desk is handed its rooms; what a room shows lives in its slice.',
      from: { path: '^src/desk/', pathNot: tests },
      to: { path: '^src/(slices|run|app)/|^src/slices\\.ts$' },
    },
    {
      name: 'pages-compose',
      severity: 'error',
      comment:
        "A page composes slices' ui: read through #run/web/trpc-server.tsx, never from the database or a verb.",
      from: { path: '^src/app/', pathNot: '^src/app/(api/|pictures/)' },
      to: { path: ['^src/slices/', '^src/platform/(db|jobs)/'], pathNot: '/ui/', ...running },
    },
    {
      name: 'api-routes-are-thin',
      severity: 'error',
      comment:
        "A route under app/api imports routers, a slice's rest or webhook, and tools; the work belongs into the slice.",
      from: { path: '^src/app/api/' },
      to: { path: '^src/slices/', pathNot: '/(router|rest|webhook)\\.ts$' },
    },
    {
      name: 'ui-does-not-reach-the-database',
      severity: 'error',
      comment:
        'A component runs in the browser: call a procedure through #platform/trpc/client.tsx, and keep shared rules in pure files.',
      from: { path: ['^src/slices/.+/ui/', '^src/desk/.+\\.tsx$'] },
      to: {
        path: [
          '^src/platform/(db|jobs|auth)/',
          '^src/slices/.+/(slice|schema|[a-z-]*queries|router|jobs|rest|webhook)\\.ts$',
          '^src/desk/.*(slice|schema|queries|router)\\.ts$',
        ],
        ...running,
      },
    },
    {
      name: 'routers-call-their-own-slice',
      severity: 'error',
      comment: 'A procedure is three lines: it parses, calls a verb or query of its own slice and answers.',
      from: { path: '^src/slices/([^/]+)/.*router\\.ts$' },
      to: {
        path: `${anySlice}|^src/platform/db/`,
        pathNot: [
          '^src/slices/$1/',
          '^src/slices/payments/gateway\\.ts$',
          '^src/slices/(pricing|customers/addresses)/',
        ],
      },
    },
    {
      name: 'schemas-know-only-schemas',
      severity: 'error',
      comment: 'A schema.ts refers to tables of lower slices and to nothing that acts.',
      from: { path: '^src/.*/schema\\.ts$' },
      to: { path: '^src/', pathNot: ['schema\\.ts$', '^src/platform/db/columns\\.ts$'], ...running },
    },
    {
      name: 'no-next-in-verbs',
      severity: 'error',
      comment:
        'Verbs, queries and jobs run in the worker and in tests as well: keep next/*, React and tRPC in ui, routers and pages.',
      from: {
        path: anySlice,
        pathNot: ['/ui/', '\\.tsx$', '/router\\.ts$', '/slice\\.ts$', tests, '^src/slices/notifications/'],
      },
      to: { path: 'node_modules/(next|react|@trpc)/|^src/platform/trpc/', ...running },
    },
    {
      name: 'nobody-imports-what-runs',
      severity: 'error',
      comment: 'run/, proof/ and slices.ts bring everything together; what they share belongs below them.',
      from: { path: `${anySlice}`, pathNot: tests },
      to: { path: '^src/(run|proof)/|^src/slices\\.ts$' },
    },
    {
      name: 'the-sandbox-stands-alone',
      severity: 'error',
      comment: 'The sandbox is the outside world: it shares nothing with the shop but src/platform/lib.',
      from: { path: '^src/sandbox/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(sandbox|platform/lib|platform/processes)/' },
    },
    {
      name: 'the-shop-does-not-know-the-sandbox',
      severity: 'error',
      comment: 'The shop speaks to the outside world over HTTP only.',
      from: { path: '^src/', pathNot: ['^src/(sandbox|proof/simulate)/', tests] },
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
      comment: 'Two files that need each other, even for a type, are one idea, or lack a third.',
      from: { path: '^src/', pathNot: tests },
      to: { circular: true },
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
