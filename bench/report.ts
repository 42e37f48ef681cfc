import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Bar, Results, Section, Table } from './section.ts'

const FOLDER = 'bench/results'
const PAGE = 'bench/results.md'

type Kept = Results & {
  name: string
  about: string
  command: string
  at: string
  machine: string
  minutes: number
}

/** The machine that the figures were made on. */
export function machine(): string {
  const memory = Math.round(totalmem() / 2 ** 30)
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  return `${availableParallelism()} cores of ${cpus()[0]?.model.trim() || 'an unnamed processor'}, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}, commit ${commit}`
}

/** A section's results as people read them. */
export function asMarkdown({ tables }: Pick<Results, 'tables'>): string {
  return tables.map(tableText).join('\n\n')
}

function tableText({ title, rows, note }: Table): string {
  const [head = [], ...body] = rows
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const under = head.map((_, index) => (index === 0 ? '---' : '---:'))
  return [`**${title}**`, '', line(head), line(under), ...body.map(line), ...(note ? ['', note] : [])].join(
    '\n',
  )
}

export function barLine({ bar, figure, met, why }: Bar): string {
  return `| ${bar} | ${figure} | ${met ? 'met' : 'not met'} | ${why ?? ''} |`
}

/** Keeps a section's last run, and writes the page of all of them. */
export function keep(section: Section, results: Results, run: { command: string; minutes: number }) {
  mkdirSync(FOLDER, { recursive: true })
  const kept: Kept = {
    name: section.name,
    about: section.about,
    ...run,
    at: new Date().toISOString().slice(0, 16).replace('T', ' '),
    machine: machine(),
    ...results,
  }
  writeFileSync(join(FOLDER, `${section.name}.json`), `${JSON.stringify(kept, null, 1)}\n`)
}

/** `order`: the names of the sections as they are run. */
export function writePage(order: readonly string[]) {
  if (!existsSync(FOLDER)) return
  const names = readdirSync(FOLDER)
    .filter(file => file.endsWith('.json'))
    .map(file => file.replace('.json', ''))
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
  const all = names.map(name => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Kept)
  const page = [
    '# What was measured',
    '',
    'Made by `npm run bench -- --write`, each topic by the command that stands with it. Open loop: buyers arrive at a rate, and latency',
    'counts from the moment each was due. Closed loop: so many at once, each followed by the next. Everything (load, shop, database,',
    'outside world) runs on the same cores, Postgres with `fsync` and `synchronous_commit` on; ratios within one run mean something, a',
    'single time does not.',
    '',
    '| Bar (DESIGN.md §11) | Measured | | Where the time goes |',
    '|---|---|---|---|',
    ...all.flatMap(({ bars }) => bars.map(barLine)),
    '',
    ...all.flatMap(kept => [
      `## ${kept.name}: ${kept.about}`,
      '',
      `\`${kept.command}\` · ${kept.at} UTC · ${kept.minutes.toFixed(1)} min · ${kept.machine}`,
      '',
      asMarkdown(kept),
      '',
    ]),
  ]
  writeFileSync(PAGE, page.join('\n'))
}
