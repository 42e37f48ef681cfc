import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

// What `Dockerfile` and `.dockerignore` say, for the tests: no container engine is needed to read them.

export type Copy = { from: string | null; sources: string[]; stage: string }
export type Stage = { name: string; copies: Copy[]; commands: string[] }

/** The stages of the Dockerfile in their order; the last one is the image. */
export function readStages(text = readFileSync('Dockerfile', 'utf8')): Stage[] {
  const stages: Stage[] = []
  for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
    const [, word = '', rest = ''] = /^\s*([A-Z]+)\s+(.*)$/.exec(line) ?? []
    const [, name = 'image'] = /\sAS\s+(\S+)/i.exec(rest) ?? []
    if (word === 'FROM') stages.push({ name, copies: [], commands: [] })
    const stage = stages.at(-1)
    if (word === 'COPY') stage?.copies.push(copyOf(rest, stage.name))
    if (word === 'RUN' || word === 'CMD') stage?.commands.push(rest)
  }
  return stages
}

function copyOf(rest: string, stage: string): Copy {
  const [, from = null] = /--from=(\S+)/.exec(rest) ?? []
  const sources = rest.split(/\s+/).filter(part => !part.startsWith('--'))
  return { from, sources: sources.slice(0, -1), stage }
}

const rules = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(rule => ({ lets: rule.startsWith('!'), names: namesOf(rule.replace(/^!/, '')) }))

/** In these patterns a star also stands for a name that begins with a dot, and so Node's own globs do not fit. */
function namesOf(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/|\*)/).map(part => {
    if (part === '**/') return '(?:.*/)?'
    return part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`)
}

/** Whether the build sees the file: the last rule that speaks of it or of a folder above it decides. */
export const isSent = (path: string): boolean =>
  rules.reduce(
    (sent, { lets, names }) => (withParents(path).some(one => names.test(one)) ? lets : sent),
    true,
  )

const withParents = (path: string) => path.split('/').map((_, at, all) => all.slice(0, at + 1).join('/'))

/** The files of this repository, as git knows them, new ones too. */
export const ownFiles: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard'],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter(Boolean)

export const isWithin = (source: string) => (file: string) =>
  source === '.' || file === source || file.startsWith(`${source}/`)

/** Our own files that the image holds; packages and build are copied from other stages. */
export function filesInImage(): string[] {
  const sources =
    readStages()
      .at(-1)
      ?.copies.flatMap(copy => (copy.from ? [] : copy.sources)) ?? []
  return ownFiles.filter(file => isSent(file) && sources.some(source => isWithin(source)(file)))
}

type Locked = { dev?: boolean; optional?: boolean; devOptional?: boolean; peer?: boolean }
const lock: { packages: Record<string, Locked> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

/** Whether `npm ci --omit=dev` brings the package, wherever it runs. */
export function isInProduction(name: string): boolean {
  const locked = lock.packages[`node_modules/${name}`]
  return locked !== undefined && !locked.dev && !locked.optional && !locked.devOptional
}

/** The packages at the top of a production install, those of this machine's kind included. */
export const productionPackages = (): string[] =>
  Object.entries(lock.packages).flatMap(([path, { dev, devOptional }]) =>
    /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev && !devOptional
      ? [path.slice('node_modules/'.length)]
      : [],
  )
