import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineCommand, runMain } from 'citty'
import { type Weight, weigh, weighPackages } from './weigh-packages.ts'

const SHOWN = 20

const weight = defineCommand({
  meta: {
    name: 'weight',
    description: 'Says what the installed packages take on the disk, and which are the heaviest.',
  },
  args: {
    install: {
      type: 'boolean',
      default: false,
      description:
        'Also install into a folder of its own: without a cache, with one, and as production does. Takes minutes',
    },
  },
  run({ args }) {
    console.log(`node_modules: ${words(weigh('node_modules'))}`)
    const packages = weighPackages('.')
    const production = packages.filter(one => !one.onlyForDevelopment)
    const sum = production.reduce(add, { bytes: 0, files: 0 })
    console.log(`of these without devDependencies: ${words(sum)}\n`)
    for (const one of packages.slice(0, SHOWN)) {
      const use = one.onlyForDevelopment ? 'development' : 'production'
      console.log(`${megabytes(one).padStart(4)} MB  ${use.padEnd(12)} ${one.name}`)
    }
    if (args.install) tryInstalls()
  },
})

const add = (a: Weight, b: Weight): Weight => ({ bytes: a.bytes + b.bytes, files: a.files + b.files })
const megabytes = ({ bytes }: Weight) => Math.round(bytes / 1024 / 1024).toString()
const words = (of: Weight) => `${megabytes(of)} MB in ${of.files.toLocaleString('en-GB')} files`

function tryInstalls() {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-weight-'))
  try {
    for (const file of ['package.json', 'package-lock.json', '.npmrc'])
      if (existsSync(file)) copyFileSync(file, join(folder, file))
    console.log()
    for (const [how, flags] of [
      ['npm ci with an empty cache', []],
      ['npm ci with a filled cache', []],
      ['npm ci --omit=dev with a filled cache', ['--omit=dev']],
    ] as const)
      console.log(`${how}: ${install(folder, flags)}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function install(folder: string, flags: readonly string[]): string {
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
  const begunMs = performance.now()
  const { status, stderr } = spawnSync('npm', ['ci', '--cache', join(folder, 'cache'), ...flags], {
    cwd: folder,
    encoding: 'utf8',
  })
  const seconds = Math.round((performance.now() - begunMs) / 1000)
  const deprecated = stderr.split('\n').filter(line => line.startsWith('npm warn deprecated'))
  if (status !== 0) throw new Error(`npm ci failed: ${stderr}`)
  return [`${seconds} s, ${words(weigh(join(folder, 'node_modules')))}`, ...deprecated].join('\n')
}

await runMain(weight)
