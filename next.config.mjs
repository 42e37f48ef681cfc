import {
  alwaysHeaders,
  httpsHeader,
  ownOnlyHeader,
  programHeader,
} from './src/platform/http/answer-headers.ts'

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Drawings are served as they are: nothing asks for `/_next/image`, and so it makes nothing for anybody.
  images: { unoptimized: true },
  // `npm run check` looks at the types; a build for `npm start` need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Writing the compiler's cache takes a sixth of a build, and only a later build gains by it (src/run/start/build.ts).
  experimental: { turbopackFileSystemCacheForBuild: process.env.KEEP_BUILD_CACHE === 'yes' },
  // These run outside the bundle: they open sockets, read files next to themselves or carry native parts.
  serverExternalPackages: ['postgres', 'pg-boss', 'pino', '@react-pdf/renderer', 'flydrive', 'date-holidays'],
  headers: async () => [
    { source: '/:path*', headers: alwaysHeaders },
    {
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
      headers: [httpsHeader],
    },
    { source: '/((?!pictures/).*)', headers: [ownOnlyHeader] },
    { source: '/api/:path*', headers: [programHeader] },
  ],
}
