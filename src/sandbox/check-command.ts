import { existsSync } from 'node:fs'
import { defineCommand, runMain } from 'citty'
import { startWorld } from '#sandbox/testing/world.ts'
import { cases } from './check/cases.ts'
import { type Checked, checkSandbox } from './check/check-sandbox.ts'
import { extractedShapes, misnamed, outdated, readOpenApi } from './check/published-shapes.ts'

const command = defineCommand({
  meta: {
    name: 'sandbox:check',
    description: 'Holds every answer of the sandbox’s bank against the schema that Stripe publishes.',
  },
  args: {
    schema: {
      type: 'string',
      description:
        'Stripe’s whole OpenAPI file (.json or .json.gz); without it, the extract in this repository',
    },
  },
  async run({ args }) {
    if (args.schema && !existsSync(args.schema)) {
      console.error(`There is no file ${args.schema}.`)
      process.exit(1)
    }
    const openApi = args.schema ? readOpenApi(args.schema) : null
    const ofSchema = openApi ? [...outdated(openApi), ...cases.flatMap(one => misnamed(openApi, one))] : []
    const world = await startWorld()
    const checked = await checkSandbox(world, openApi?.components.schemas ?? extractedShapes).finally(
      world.close,
    )
    for (const line of checked.flatMap(linesOf)) console.log(line)
    for (const line of ofSchema) console.log(`schema  ${line}`)
    const wrong = checked.filter(one => one.differences.length > 0).length
    const source = openApi ? `the whole schema ${openApi.info.version}` : 'the extract of the schema'
    console.log(
      wrong
        ? `\n${wrong} of ${checked.length} answers are not as ${source} says.`
        : `\nAll ${checked.length} answers are as ${source} says.`,
    )
    process.exitCode = wrong || ofSchema.length ? 1 : 0
  },
})

function linesOf({ endpoint, outcome, status, differences, published }: Checked): string[] {
  const verdict = differences.length ? 'differs' : published ? 'ok' : 'ok (younger than the schema)'
  return [
    `${endpoint.padEnd(44)} ${outcome.padEnd(32)} ${status}  ${verdict}`,
    ...differences.map(difference => `    ${difference}`),
  ]
}

runMain(command)
