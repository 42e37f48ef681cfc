import { z } from 'zod'

type Issue = z.core.$ZodRawIssue

/**
 * The words for schemas that have none of their own. The library's words are for people who write schemas ("Invalid input:
 * expected string, received undefined"); nobody else reads them.
 */
function wordsFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'Fill this in'
        : (kinds[issue.expected] ?? 'This is not what belongs here')
    case 'too_small':
      return issue.origin === 'string'
        ? Number(issue.minimum) <= 1
          ? 'Fill this in'
          : `Use ${issue.minimum} characters or more`
        : issue.origin === 'array' || issue.origin === 'set'
          ? `Name at least ${issue.minimum}`
          : `Enter ${issue.minimum} or more`
    case 'too_big':
      return issue.origin === 'string'
        ? `Use ${issue.maximum} characters or fewer`
        : issue.origin === 'array' || issue.origin === 'set'
          ? `Name ${issue.maximum} at most`
          : `Enter ${issue.maximum} or less`
    case 'invalid_format':
      return formats[issue.format] ?? 'This is not written as it has to be'
    case 'invalid_value':
      return issue.values.length <= MAX_NAMED
        ? `Choose one of: ${issue.values.join(', ')}`
        : 'Choose one of those that are offered'
    case 'unrecognized_keys':
      return `There is no field ${issue.keys.slice(0, MAX_NAMED).join(', ')}`
    case 'not_multiple_of':
      return 'Enter a whole number'
    default:
      return 'This is not what belongs here'
  }
}

const MAX_NAMED = 12

const kinds: Record<string, string> = {
  string: 'Enter text',
  number: 'Enter a number',
  int: 'Enter a whole number',
  boolean: 'Send true or false',
  date: 'Enter a time',
  array: 'Send a list',
  object: 'Send an object with its fields',
  record: 'Send an object with its fields',
}
const formats: Record<string, string> = {
  uuid: 'Send a UUID',
  email: 'Enter an email address in the correct format, like name@example.com',
  date: 'Enter a day, like 2026-12-09',
  datetime: 'Enter a time, like 2026-12-09T14:30:00Z',
  url: 'Enter an address of the web, like https://example.com',
}

z.config({ customError: wordsFor })
