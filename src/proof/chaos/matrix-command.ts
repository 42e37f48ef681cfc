import { defineCommand, runMain } from 'citty'
import { endWithStarter } from '#platform/processes/end-with-starter.ts'
import { hardships } from './hardships.ts'
import { cases, type Fault, faults } from './matrix-cases.ts'
import { type Judged, type MatrixResult, problemsOf, runMatrix } from './run-matrix.ts'

const command = defineCommand({
  meta: {
    name: 'chaos:matrix',
    description: 'Strikes a shop of real processes at every step boundary with every fault',
  },
  args: {
    only: { type: 'string', default: '', description: 'Only points or groups that hold these letters' },
    web: {
      type: 'string',
      default: 'next',
      description: '`next` (as in production) or `rest` (starts faster)',
    },
  },
  async run({ args }) {
    const chosen = cases.filter(({ point, group }) => `${group} ${point}`.includes(args.only))
    const startedMs = performance.now()
    const result = await runMatrix(chosen, {
      web: args.web === 'rest' ? 'rest' : 'next',
      hardships: hardships.filter(({ name }) => `hardships ${name}`.includes(args.only)),
      heard: what => console.error(what),
    })
    print(result, (performance.now() - startedMs) / 1_000)
    if (result.logs) console.log(`What the processes logged is kept in ${result.logs}.`)
    process.exitCode = result.logs ? 1 : 0
  },
})

function print({ judged, endured, broken, restSeconds }: MatrixResult, seconds: number) {
  const columns = Object.keys(faults) as Fault[]
  const groups = Map.groupBy(judged, one => one.group)
  for (const [group, inGroup] of groups) {
    console.log(`\n${group.padEnd(24)}${columns.map(column => column.padStart(10)).join('')}`)
    for (const [point, row] of Map.groupBy(inGroup, one => one.point))
      console.log(
        `  ${point.padEnd(22)}${columns.map(column => cell(row.find(one => one.fault === column)).padStart(10)).join('')}`,
      )
  }
  console.log(
    '\nA number: survived, with the seconds from placing to settling. FAIL: see below. Empty: cannot meet there.',
  )
  for (const column of columns) console.log(`  ${column.padEnd(10)} ${faults[column]}`)
  if (endured.length) console.log('\nhardships')
  for (const { name, says, problems } of endured)
    console.log(`  ${problems.length ? 'FAIL' : 'ok  '}  ${name}: ${[says, ...problems].join('; ')}`)
  for (const one of judged.filter(other => problemsOf(other).length))
    console.log(
      `FAIL ${one.point} × ${one.fault}: ${problemsOf(one).join('; ')} (${one.entry.orderId}, told ${one.entry.told.join(', ')})`,
    )
  for (const sentence of broken) console.log(`FAIL ${sentence}`)
  const failed = judged.filter(one => problemsOf(one).length).length
  console.log(
    `\n${judged.length} cases, ${failed} failed; all invariants ${broken.length ? 'do NOT hold' : 'hold'}; at rest ${restSeconds ?? 'never'} s after the last; ${Math.round(seconds)} s in all`,
  )
}

const cell = (one: Judged | undefined) =>
  one ? (problemsOf(one).length ? 'FAIL' : one.entry.settledSeconds.toFixed(1)) : ''

endWithStarter()
void runMain(command)
