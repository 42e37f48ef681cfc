import { text } from 'node:stream/consumers'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'

// Prints what GitHub's own parser finds wrong in a workflow on standard input. A process of its own, because the parser imports
// JSON in a way that tsx takes and Vitest does not.
const content = await text(process.stdin)
const { context } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter())
for (const { message } of context.errors.getErrors()) console.log(message)
