import { defineCommand, runMain } from 'citty'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { cluster } from './cluster.ts'
import { flashSale } from './flash-sale.ts'
import { floor } from './floor.ts'
import { growth } from './growth.ts'
import { jobs } from './jobs.ts'
import { limit } from './limit.ts'
import { money } from './money.ts'
import { pages } from './pages.ts'
import { past } from './past.ts'
import { place } from './place.ts'
import { asMarkdown, barLine, keep, machine, writePage } from './report.ts'
import { rights } from './rights.ts'
import type { Section } from './section.ts'

const sections: readonly Section[] = [
  limit,
  place,
  rights,
  money,
  floor,
  past,
  flashSale,
  jobs,
  pages,
  cluster,
  growth,
]

const bench = defineCommand({
  meta: {
    name: 'bench',
    description: `Measures the shop on databases of its own and leaves nothing behind. Topics: ${sections.map(({ name }) => name).join(', ')}.`,
  },
  args: {
    seconds: { type: 'string', default: '10', description: 'How long each figure is measured' },
    write: {
      type: 'boolean',
      default: false,
      description: 'Keep the figures in bench/results and bench/results.md',
    },
  },
  async run({ args }) {
    const { seconds, write, _: topics, ...flags } = args
    const unknown = topics.filter(topic => !sections.some(({ name }) => name === topic))
    if (unknown.length) throw new Error(`There is no topic ${unknown.join(', ')}.`)
    const command = ['npm run bench --', ...process.argv.slice(2)].join(' ')
    console.log(`${command}\n${machine()}\n`)
    for (const section of sections.filter(({ name }) => topics.length === 0 || topics.includes(name))) {
      console.log(`## ${section.name}: ${section.about}`)
      const startedAt = performance.now()
      const results = await section.run({
        seconds: Number(seconds),
        flags: flags as Record<string, string>,
        say: sentence => console.error(`  … ${sentence}`),
      })
      console.log(`\n${asMarkdown(results)}\n`)
      for (const bar of results.bars) console.log(barLine(bar))
      if (write) keep(section, results, { command, minutes: (performance.now() - startedAt) / 60_000 })
    }
    if (write) writePage(sections.map(({ name }) => name))
  },
})

endWithStarter()
await runMain(bench)
process.exit()
