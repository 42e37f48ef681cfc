import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { filesInImage, isInProduction, isSent, isWithin, ownFiles, readStages } from './image.ts'

// What can be known of the image without building it. e2e/the-image-runs.spec.ts starts what would be in it.

const stages = readStages()
const inImage = new Set(filesInImage())
const { services } = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as {
  services: Record<string, { build?: unknown; command?: string[] }>
}
/** How each process is started, in the Dockerfile and in compose.yaml. */
const started = [
  ...stages
    .flatMap(({ commands }) => commands.filter(command => command.startsWith('[')))
    .map(list => JSON.parse(list)),
  ...Object.values(services).flatMap(({ build, command }) => (build === '.' && command ? [command] : [])),
] as string[][]
const PROGRAM = /^src\/.+\.ts$/
const programs = [...new Set(started.flat().filter(word => PROGRAM.test(word)))]

const copied = stages.flatMap(({ copies }) => copies)

test.each(copied.flatMap(({ from, sources }) => (from ? [] : sources)))(
  'the Dockerfile’s %s is there, and .dockerignore lets it through',
  source => {
    expect(existsSync(source)).toBe(true)
    expect(ownFiles.filter(isWithin(source)).filter(isSent)).not.toEqual([])
  },
)

test('what is copied from another stage is made there', () => {
  const names = stages.map(({ name }) => name)
  const made = copied.flatMap(({ from, sources, stage }) =>
    from
      ? sources.map(source => ({ source, isBefore: names.indexOf(from) < names.indexOf(stage), from }))
      : [],
  )
  expect(made).toEqual([
    { source: '/shop/node_modules', isBefore: true, from: 'installed' },
    { source: '/shop/.next', isBefore: true, from: 'build' },
  ])
})

test('all of src and drizzle is in the image, and none of the tests', () => {
  const needed = ownFiles.filter(file => /^(src|drizzle)\//.test(file) && !/\.test\.tsx?$/.test(file))
  expect(needed.filter(file => !inImage.has(file))).toEqual([])
  expect([...inImage].filter(file => /\.test\.tsx?$/.test(file))).toEqual([])
  expect([...inImage].some(isWithin('drizzle/beside'))).toBe(true)
  expect([...inImage]).toContain('drizzle/meta/_journal.json')
})

test('a build never sees secrets, data, or what a machine has installed and built for itself', () => {
  const kept = [
    '.env',
    '.env.local',
    '.git/config',
    '.data/auth-secret',
    '.next/BUILD_ID',
    'node_modules/tsx/x.js',
  ]
  expect(kept.filter(isSent)).toEqual([])
})

test('every command of compose.yaml and the Dockerfile names a program that is in the image', () => {
  expect(programs.toSorted()).toEqual([
    'src/run/migrate.ts',
    'src/run/web.ts',
    'src/run/worker.ts',
    'src/sandbox/main.ts',
  ])
  expect(programs.filter(program => !inImage.has(program))).toEqual([])
})

test('a production install holds every package that the running code imports', () => {
  const pages = ownFiles.filter(file => /^src\/app\/.+\.tsx?$/.test(file))
  const { packages } = reachedFrom([...programs, ...pages, 'next.config.mjs'])
  // The loader of each process.
  for (const loader of started.flatMap(words => words.filter((_, at) => words[at - 1] === '--import')))
    packages.add(loader)
  expect(packages.size).toBeGreaterThan(30)
  expect([...packages].filter(name => !isInProduction(name))).toEqual([])
})

/** Imports that stay while the code runs; those of types alone do not. */
const IMPORT =
  /^(?:import|export)\s(?!type\s)(?:[^'"]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)|new URL\('([^']+)', import\.meta\.url\)/gm

/** All files that these import in the end, and the packages that one of them imports or whose files it reads. */
function reachedFrom(entries: readonly string[]) {
  const files = new Set(entries)
  const packages = new Set<string>()
  // A set goes on to what is added meanwhile.
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    for (const [, from, lazily, byUrl] of text.matchAll(IMPORT)) {
      const name = from ?? lazily ?? byUrl ?? ''
      if (name.startsWith('#')) files.add(name.replace('#', 'src/'))
      else if (name.startsWith('.')) files.add(join(dirname(file), name))
      else if (!name.startsWith('node:')) packages.add(nameOf(name))
    }
    for (const name of packagesNamedIn(text)) packages.add(name)
  }
  return { files, packages }
}

const nameOf = (module: string) => /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>
const installed = Object.keys({ ...dependencies, ...devDependencies })

/** Fonts and addresses are files of packages, which are asked for by their names. */
function packagesNamedIn(text: string): string[] {
  const isRequired = text.includes('createRequire')
  return installed.filter(name => {
    const [scope = '', family] = name.split('/')
    const asPath = text.includes(`node_modules/${name}/`)
    const asFamily = text.includes(`'${family}'`) && text.includes(`\`${scope}/\${family}/`)
    return asPath || (isRequired && (text.includes(`'${name}/`) || asFamily))
  })
}
