// The address holds the choices made here.
export { NuqsAdapter as default } from 'nuqs/adapters/next/app'
