// What is chosen here stands in the address.
export { NuqsAdapter as default } from 'nuqs/adapters/next/app'
