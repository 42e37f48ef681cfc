/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` looks at the types; a build for `npm start` need not do it again.
  typescript: { ignoreBuildErrors: true },
  // These run outside the bundle: they open sockets, read files next to themselves or carry native parts.
  serverExternalPackages: ['postgres', 'pg-boss', 'pino', '@react-pdf/renderer', 'flydrive'],
  // Never change, whatever is served; what depends on the environment or the page is set by src/proxy.ts.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'x-content-type-options', value: 'nosniff' },
        // An order's address holds its key: no other site is told where a visitor comes from.
        { key: 'referrer-policy', value: 'same-origin' },
        { key: 'cross-origin-opener-policy', value: 'same-origin-allow-popups' },
      ],
    },
    // Two years, as browsers' preload lists ask for, on whatever came by https.
    {
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [{ key: 'strict-transport-security', value: 'max-age=63072000; includeSubDomains' }],
    },
    // Pictures stand in letters and in other shops' windows; all else is for our own pages.
    {
      source: '/((?!pictures/).*)',
      headers: [{ key: 'cross-origin-resource-policy', value: 'same-origin' }],
    },
    // An answer for a program that is opened as a page runs and loads nothing.
    {
      source: '/api/:path*',
      headers: [{ key: 'content-security-policy', value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
}
