/** For drizzle-kit, which package.json brings under another name (docs/decisions/0024-what-is-installed.md). */
export default {
  dialect: 'postgresql',
  schema: './src/**/schema.ts',
  out: './drizzle',
  casing: 'snake_case',
}
