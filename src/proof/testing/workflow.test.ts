import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

// No workflow can be run here: GitHub's own parser reads it, and what must hold of it is looked up.

type Step = { uses?: string; run?: string; with?: Record<string, unknown> }
type Job = {
  if?: string
  needs?: string
  permissions?: Record<string, string>
  'timeout-minutes'?: number
  steps: Step[]
}
type Workflow = { on: object; permissions: object; concurrency?: object; jobs: Record<string, Job> }

const FOLDER = '.github/workflows'
const files = readdirSync(FOLDER).map(name => {
  const content = readFileSync(join(FOLDER, name), 'utf8')
  return { name, content, workflow: parse(content) as Workflow }
})
const jobs = files.flatMap(({ workflow }) => Object.entries(workflow.jobs))
const steps = jobs.flatMap(([, { steps: own }]) => own)

/** What GitHub's own parser finds wrong. */
const faultsIn = (content: string) =>
  execFileSync(process.execPath, ['--import', 'tsx', 'src/proof/testing/workflow-faults.ts'], {
    input: content,
    encoding: 'utf8',
  })

test.each(files)('GitHub’s own parser finds nothing wrong in $name', ({ content }) => {
  expect(faultsIn(content)).toBe('')
  expect(faultsIn(content.replace('runs-on:', 'runs-at:'))).toContain("Unexpected value 'runs-at'")
})

test('every action is pinned by its commit, and says beside it which version that is', () => {
  const used = files.flatMap(({ content }) => [...content.matchAll(/uses: (.+)$/gm)].map(([, what]) => what))
  expect(used).toHaveLength(steps.filter(({ uses }) => uses).length)
  for (const what of used) expect(what).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
})

test('a workflow may read the code, and only the job that publishes an image may do more', () => {
  for (const { workflow } of files) expect(workflow.permissions).toEqual({ contents: 'read' })
  const more = jobs.flatMap(([name, { permissions }]) => (permissions ? [[name, permissions]] : []))
  expect(more).toEqual([
    ['image', { contents: 'read', packages: 'write', 'id-token': 'write', attestations: 'write' }],
  ])
})

test('nothing that a stranger sends runs with our secrets or rights', () => {
  for (const { content, workflow } of files) {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
    expect(Object.keys(workflow.on)).not.toContain('workflow_run')
    // What a stranger may name (a title, a branch) is never part of a command.
    expect(content).not.toMatch(/run: .*\$\{\{/)
  }
  for (const [name, job] of jobs) {
    const isForTags = job.if === "startsWith(github.ref, 'refs/tags/v')"
    if (!isForTags) expect(`${name} ${JSON.stringify(job)}`).not.toMatch(/secrets\.|github\.token/)
    if (job.permissions) expect(isForTags, name).toBe(true)
  }
  for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
    expect(step.with).toMatchObject({ 'persist-credentials': false })
})

test('a commit is tested by the same two commands as everywhere, and nothing is published that did not pass them', () => {
  const { test: tested, image } = Object.fromEntries(jobs)
  expect(tested?.steps.flatMap(({ run }) => run ?? [])).toEqual(['npm ci', 'npm test'])
  expect(image?.needs).toBe('test')
  for (const [, job] of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(30)
  for (const { workflow } of files) expect(workflow.concurrency).toBeDefined()
})

test('an image carries its provenance and the list of what is in it', () => {
  const built = steps.find(({ uses }) => uses?.startsWith('docker/build-push-action@'))
  expect(built?.with).toMatchObject({ push: true, provenance: 'mode=max', sbom: true })
})
