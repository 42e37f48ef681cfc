/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // These run outside the bundle: they open sockets, read files next to themselves or carry native parts.
  serverExternalPackages: ['postgres', 'pg-boss', 'pino', 'pino-pretty', '@react-pdf/renderer', 'flydrive'],
}
