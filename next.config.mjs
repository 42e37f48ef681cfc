/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` looks at the types; a build for `npm start` need not do it again.
  typescript: { ignoreBuildErrors: true },
  // These run outside the bundle: they open sockets, read files next to themselves or carry native parts.
  serverExternalPackages: ['postgres', 'pg-boss', 'pino', '@react-pdf/renderer', 'flydrive'],
}
